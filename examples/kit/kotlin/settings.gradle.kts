rootProject.name = "hospital-content"
