/** Reads what the API answers: also what a later contract adds, and moments, days and ids as the types that Java has for them. */

package hospital.content

import java.time.LocalDate
import java.time.OffsetDateTime
import java.util.UUID
import kotlinx.serialization.KSerializer
import kotlinx.serialization.descriptors.PrimitiveKind
import kotlinx.serialization.descriptors.PrimitiveSerialDescriptor
import kotlinx.serialization.encoding.Decoder
import kotlinx.serialization.encoding.Encoder
import kotlinx.serialization.json.Json
import kotlinx.serialization.modules.SerializersModule

val contentJson = Json {
    ignoreUnknownKeys = true
    serializersModule = SerializersModule {
        contextual(UUID::class, Written("UUID", UUID::fromString))
        contextual(LocalDate::class, Written("LocalDate", LocalDate::parse))
        contextual(OffsetDateTime::class, Written("OffsetDateTime", OffsetDateTime::parse))
    }
}

fun readTreatment(json: String): ProcedureDocument = contentJson.decodeFromString(ProcedureDocument.serializer(), json)

fun readPage(json: String): PageDocument = contentJson.decodeFromString(PageDocument.serializer(), json)

/** What stands in JSON as a text. */
private class Written<T : Any>(name: String, private val read: (String) -> T) : KSerializer<T> {
    override val descriptor = PrimitiveSerialDescriptor("hospital.content.$name", PrimitiveKind.STRING)

    override fun serialize(encoder: Encoder, value: T) = encoder.encodeString(value.toString())

    override fun deserialize(decoder: Decoder): T = read(decoder.decodeString())
}
