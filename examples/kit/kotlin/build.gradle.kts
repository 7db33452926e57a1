plugins {
    kotlin("jvm") version "2.4.20"
    kotlin("plugin.serialization") version "2.4.20"
    `java-library`
}

group = "hospital"
version = "1.0.0" // of the contract

repositories { mavenCentral() }

dependencies { api("org.jetbrains.kotlinx:kotlinx-serialization-json:1.9.0") }

kotlin {
    jvmToolchain(17)
    sourceSets.main {
        kotlin.srcDir("generated/kotlin")
        kotlin.exclude("**/*200Response.kt") // answers of `fields`: read those as JsonObject
    }
}
