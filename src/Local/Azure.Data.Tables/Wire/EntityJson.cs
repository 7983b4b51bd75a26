using System.Buffers.Text;

namespace Azure.Data.Tables.Wire;

/// <summary>Rows as the Table service writes them: OData JSON with minimal metadata.</summary>
/// <remarks>Types: https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model</remarks>
internal static class EntityJson
{
    private const int MaxProperties = 252;
    private const string TypeSuffix = "@odata.type";

    public static void WriteProperties(Utf8JsonWriter json, ITableEntity entity)
    {
        if (entity is not TableEntity row) throw new NotSupportedException("Only TableEntity is stored by the local Azure.Data.Tables.");
        var own = 0;
        foreach (var (name, value) in row.Properties)
        {
            if (value is null || name is TableEntity.ETagName or nameof(ITableEntity.Timestamp)) continue;
            if (++own > MaxProperties + 2) throw new RequestFailedException(400, "Over 252 properties.", "TooManyProperties", null);
            Write(json, name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                WriteType(json, name, "Edm.Int64"u8);
                Span<byte> digits = stackalloc byte[20];
                Utf8Formatter.TryFormat(number, digits, out var length);
                json.WriteString(name, digits[..length]);
                break;
            case byte[] bytes:
                WriteType(json, name, "Edm.Binary"u8);
                json.WriteBase64String(name, bytes);
                break;
            case DateTimeOffset instant:
                WriteType(json, name, "Edm.DateTime"u8);
                json.WriteString(name, instant.UtcDateTime);
                break;
            case double number:
                WriteType(json, name, "Edm.Double"u8);
                if (double.IsFinite(number)) json.WriteNumber(name, number);
                else json.WriteString(name, number.ToString());
                break;
            default:
                throw new NotSupportedException($"Property '{name}': a {value.GetType().Name} cannot be stored in a table.");
        }
    }

    private static void WriteType(Utf8JsonWriter json, string name, ReadOnlySpan<byte> type)
    {
        Span<char> annotation = stackalloc char[name.Length + TypeSuffix.Length];
        name.CopyTo(annotation);
        TypeSuffix.CopyTo(annotation[name.Length..]);
        json.WriteString(annotation, type);
    }

    public static TableEntity ReadOne(BinaryData content)
    {
        var reader = new Utf8JsonReader(content.ToMemory().Span);
        reader.Read();
        return ReadEntity(ref reader, []);
    }

    public static List<TableEntity> ReadPage(BinaryData content)
    {
        var reader = new Utf8JsonReader(content.ToMemory().Span);
        var (rows, names) = (new List<TableEntity>(), new List<string>());
        while (reader.Read())
        {
            if (reader.CurrentDepth == 2 && reader.TokenType == JsonTokenType.StartObject) rows.Add(ReadEntity(ref reader, names));
        }

        return rows;
    }

    // From the row's opening brace to its closing one. The names are those of the rows before, by place: rows of a page are alike.
    private static TableEntity ReadEntity(ref Utf8JsonReader reader, List<string> names)
    {
        var (entity, type) = (new TableEntity(), "");
        for (var place = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; place++)
        {
            if (place == names.Count) names.Add(reader.GetString());
            else if (!reader.ValueTextEquals(names[place])) names[place] = reader.GetString();
            var name = names[place];
            reader.Read();
            if (name.EndsWith(TypeSuffix, StringComparison.Ordinal))
            {
                type = reader.GetString();
                continue;
            }

            if (name == nameof(ITableEntity.Timestamp)) type = "Edm.DateTime";
            if (name == TableEntity.ETagName || !name.StartsWith("odata.", StringComparison.Ordinal)) entity[name] = Value(ref reader, type);
            type = "";
        }

        return entity;
    }

    private static object Value(ref Utf8JsonReader reader, string type) => (reader.TokenType, type) switch
    {
        (JsonTokenType.Null, _) => null,
        (JsonTokenType.True, _) => true,
        (JsonTokenType.False, _) => false,
        (JsonTokenType.Number, "Edm.Double") => reader.GetDouble(),
        (JsonTokenType.Number, _) => reader.TryGetInt32(out int whole) ? (object)whole : reader.GetDouble(),
        (_, "Edm.Int64") => long.Parse(reader.ValueSpan),
        (_, "Edm.Binary") => reader.GetBytesFromBase64(),
        (_, "Edm.DateTime") => reader.GetDateTimeOffset(),
        (_, "Edm.Double") => double.Parse(reader.GetString()),
        _ => reader.GetString(),
    };
}
