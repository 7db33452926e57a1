// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "HospitalContent",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "HospitalContent", targets: ["HospitalContent"])],
    targets: [
        .target(
            name: "HospitalContent",
            path: ".",
            sources: ["Sources/HospitalContent", "generated/Sources/HospitalContent"]
        )
    ]
)
