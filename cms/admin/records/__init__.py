"""What was public: the record that answers an auditor, as a page of the admin and as a file.

``asking``     which document, and when: the form, and what is known of the document
``parts``      what an app says beside the edition itself: facts with names, for people and for programs
``publishing`` who published it, and by which road
``waived``     what the hospital asks and it lacked, and what was waived
``shared``     what stands elsewhere and was shown in it
``record``     all of it together
``pdf``        that for paper
``views``      the list, the page and the file
"""
