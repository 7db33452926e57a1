import Foundation

/// Reads what the API answers: also what a later contract adds. Days stay as they are written, moments become dates.
public enum Reading {
    public static func treatment(_ json: Data) throws -> ProcedureDocument {
        try decoder().decode(ProcedureDocument.self, from: json)
    }

    public static func page(_ json: Data) throws -> PageDocument {
        try decoder().decode(PageDocument.self, from: json)
    }

    public static func decoder() -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let written = try decoder.singleValueContainer().decode(String.self)
            guard let date = read(written) else {
                throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "No moment or day: \(written)"))
            }
            return date
        }
        return decoder
    }

    /// With or without fractions of a second; a day is its beginning in UTC.
    static func read(_ written: String) -> Date? {
        let formatter = ISO8601DateFormatter()
        for options: ISO8601DateFormatter.Options in [[.withInternetDateTime, .withFractionalSeconds], [.withInternetDateTime], [.withFullDate]] {
            formatter.formatOptions = options
            if let date = formatter.date(from: written) { return date }
        }
        return nil
    }
}
