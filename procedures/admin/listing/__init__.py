"""The list of treatments in the admin's menu: what it shows, narrows to, and exports."""
