"""Words the checks look for. Lists of language, open to additions; no hospital's names."""

from procedures.language.words import phrase_list, word_set

TREATMENTS = phrase_list(
    """
    ablation, acupuncture, angioplasty, appendectomy, arthroplasty, arthroscopy, bariatric surgery, biopsy,
    brachytherapy, bypass surgery, cardiac catheterization, cataract surgery, chemotherapy, cholecystectomy,
    colectomy, colonoscopy, cordotomy, craniotomy, deep brain stimulation, dialysis, discectomy, dorsal root
    entry zone lesioning, electroconvulsive therapy, endoscopy, epidural injection, focused ultrasound, gamma
    knife, gastric band, gastric bypass, gastric sleeve, hernia repair, hip replacement, hysterectomy,
    immunotherapy, intrathecal pump, knee replacement, kyphoplasty, laminectomy, laparoscopy, lithotripsy,
    lumpectomy, mastectomy, microvascular decompression, myelotomy, nerve block, nerve blocks, neurectomy,
    occipital nerve stimulation, pacemaker, pallidotomy, peripheral nerve stimulation, physical therapy,
    prostatectomy, radiation therapy, radiosurgery, radiotherapy, rhizotomy, shoulder replacement, sleeve
    gastrectomy, spinal cord stimulation, spinal fusion, stent, stem cell transplant, sympathectomy,
    thalamotomy, thyroidectomy, tonsillectomy, transcranial magnetic stimulation, transplant, vagus nerve
    stimulation, vasectomy, vertebroplasty
    """
)
"""Names of treatments, to notice one on another's page."""

GENERIC_TREATMENT_WORDS = word_set(
    """
    surgery procedure operation treatment therapy intervention option this these surgical nonsurgical medical minimally
    invasive type types kind implant device program clinical trial trials study pain management relief
    """
)

JARGON = phrase_list(
    """
    ablation, adhesions, adjuvant, analgesia, anastomosis, anterior, arrhythmia, aspirate, benign, bilateral,
    biopsy, catheter, cervical, comorbidities, contraindicated, contraindication, contralateral, debridement,
    distal, edema, efficacy, embolism, endoscope, endotracheal, excision, fibrosis, fluoroscopy, haematoma,
    hematoma, hemorrhage, haemorrhage, idiopathic, infusion, intractable, intraoperative, intrathecal,
    intravenous, ischemia, laparoscope, laparoscopic, lesion, lesioning, lumbar puncture, malignant, metastatic,
    morbidity, nerve block, nerve blocks, neuromodulation, neuropathic, nociceptive, oedema, palliative,
    percutaneous, perioperative, physiological testing, posterior, postoperative, preoperative, prognosis,
    prophylaxis, prosthesis, proximal, radiofrequency, radiofrequency needle, refractory, resection, sedation,
    spasticity, spinal tap, spinothalamic tract, stenosis, stereotactic, subcutaneous, suture, sutures,
    thrombosis, titrate, transverse, unilateral, vascular
    """
)
"""Terms that patients should not have to look up."""

KNOWN_ACRONYMS = word_set(
    "US USA UK EU TV GP AM PM FAQ FAQS ID OK PO DVD PDF NHS COVID FDA HIV AIDS DNA CEO LLC MD RN PHD"
)

ABSOLUTE_WORDS = phrase_list(
    """
    safely and effectively, safe and effective, very effective, highly effective, extremely effective,
    completely safe, perfectly safe, risk-free, no risk, painless, guarantee, guaranteed, guarantees, ensures,
    ensured, always works, 100 percent, 100%, miracle, cure, cures, permanent relief, maximum results, best
    possible, no more risk, everyone gets, all patients, never fails, life-changing, breakthrough,
    state-of-the-art, cutting-edge
    """
)
"""Promises and superlatives that need a number, a source or the risks beside them."""

STIGMATISING = phrase_list(
    """
    chemical abuse, drug abuse, substance abuse, drug abuser, addict, alcoholic, psychological overlay, very
    obese, morbidly obese, morbid obesity, suffers from, sufferers, afflicted, wheelchair-bound, wheelchair
    bound, mentally ill, failed treatment, non-compliant, noncompliant, complains of, diabetics, epileptics, the
    elderly, committed suicide, mental retardation, handicapped
    """
)

STALE = phrase_list(
    """
    currently, at this time, at present, recently, new procedure, newest, latest, covid-19, covid, coronavirus,
    pandemic, coming soon, will soon, not yet approved, soon be, this year, last year, now open, nowadays
    """
)
"""Words that were true on some day the page does not name."""

CONFUSABLE = (
    ("spine", "spinal cord"),
    ("artery", "vein"),
    ("esophagus", "stomach"),
    ("bladder", "gallbladder"),
    ("kidney", "ureter"),
    ("ureter", "urethra"),
    ("brain", "brainstem"),
    ("uterus", "cervix"),
    ("large intestine", "small intestine"),
)
"""Pairs of places in the body that a text may not use for each other."""

AFTERCARE = phrase_list(
    """
    hour, day, week, month, home, hospital stay, discharge, recover, wound, incision, dressing, shower, bath,
    drive, driving, work, walk, rest, lift, exercise, follow-up, follow up, appointment, medicine, medication,
    painkiller, eat, drink, night, stay, soreness, swelling, stitches
    """
)
"""Beginnings of words that care after a treatment is told with."""

CUT_OFF = word_set(
    """
    the a an of and or nor from into with because due than including your their our his her my as although
    el la los las un una de del y con para por
    """
)
"""Words no sentence or item ends with."""
