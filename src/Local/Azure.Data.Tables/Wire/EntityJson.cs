namespace Azure.Data.Tables.Wire;

/// <summary>Rows as the Table service writes them: OData JSON with minimal metadata.</summary>
/// <remarks>Types: https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model</remarks>
internal static class EntityJson
{
    private const int MaxProperties = 252;
    private const string TypeSuffix = "@odata.type";

    // Relaxed, but what could break a line (U+2028 too) is escaped: a transaction is read line by line.
    public static Utf8JsonWriter Writer(IBufferWriter<byte> body) =>
        new(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public static void Write(Utf8JsonWriter json, ITableEntity entity)
    {
        if (entity is not TableEntity row) throw new NotSupportedException("Only TableEntity is stored by the local Azure.Data.Tables.");
        var own = 0;
        json.WriteStartObject();
        foreach (var (name, value) in row.Properties)
        {
            if (value is null || name is TableEntity.ETagName or nameof(ITableEntity.Timestamp)) continue;
            if (++own > MaxProperties + 2) throw new RequestFailedException(400, "Over 252 properties.", "TooManyProperties", null);
            Write(json, name, value);
        }

        json.WriteEndObject();
        json.Flush();
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        var type = value switch
        { long => "Edm.Int64", byte[] => "Edm.Binary", DateTimeOffset => "Edm.DateTime", double => "Edm.Double", _ => null };
        if (type is not null)
        {
            Span<char> annotation = stackalloc char[name.Length + TypeSuffix.Length];
            annotation.TryWrite($"{name}{TypeSuffix}", out _);
            json.WriteString(annotation, type);
        }

        switch (value)
        {
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case byte[] bytes: json.WriteBase64String(name, bytes); break;
            case DateTimeOffset instant: json.WriteString(name, instant.UtcDateTime); break;
            case double number when double.IsFinite(number): json.WriteNumber(name, number); break;
            case double number: json.WriteString(name, number.ToString()); break;
            case long number:
                Span<byte> digits = stackalloc byte[20];
                Utf8Formatter.TryFormat(number, digits, out var length);
                json.WriteString(name, digits[..length]);
                break;
            default: throw new NotSupportedException($"Property '{name}': a {value.GetType().Name} cannot be stored in a table.");
        }
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
            var isOwn = name == TableEntity.ETagName || !name.StartsWith("odata.", StringComparison.Ordinal);
            if (isOwn) entity[name] = Value(ref reader, type);
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
