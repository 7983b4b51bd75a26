using System.Text.Json.Nodes;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>A field of the model in a role of a visual.</summary>
/// <param name="Measure">Whether it is a measure or a column.</param>
internal sealed record VisualField(string Role, string Table, string Name, bool Measure)
{
    public static VisualField OfColumn(string role, string table, string column) => new(role, table, column, false);

    /// <summary>The measure of a KPI.</summary>
    public static VisualField OfKpi(string role, string id) => new(role, "KPIs", KpiMeasures.NameOf(Kpis.Catalogue.Find(id)!), true);

    public static VisualField OfMeasure(string role, string name) => new(role, "KPIs", name, true);

    public JsonObject Json(string? source = null) => new()
    {
        [Measure ? "Measure" : "Column"] = new JsonObject
        {
            ["Expression"] = new JsonObject { ["SourceRef"] = source is null ? new JsonObject { ["Entity"] = Table } : new JsonObject { ["Source"] = source } },
            ["Property"] = Name,
        },
    };
}

/// <summary>One visual of a page.</summary>
/// <param name="Title">In English and Spanish; it is read to those who do not see, too.</param>
internal sealed record Visual(string Name, string Type, string Title, int X, int Y, int Width, int Height, IReadOnlyList<VisualField> Fields)
{
    /// <summary>What it is sorted by, the largest first.</summary>
    public VisualField? SortBy { get; init; }

    /// <summary>True where several measures are rows instead of columns.</summary>
    public bool ValuesOnRows { get; init; }

    public JsonObject Json(int order)
    {
        var query = new JsonObject { ["queryState"] = Roles() };
        if (SortBy is not null)
        {
            query["sortDefinition"] = new JsonObject
            {
                ["sort"] = new JsonArray(new JsonObject { ["field"] = SortBy.Json(), ["direction"] = "Descending" }),
                ["isDefaultSort"] = false,
            };
        }
        var visual = new JsonObject { ["visualType"] = Type, ["query"] = query };
        if (ValuesOnRows)
            visual["objects"] = new JsonObject { ["values"] = Properties("valuesOnRow", "true") };
        visual["visualContainerObjects"] = new JsonObject { ["title"] = Properties("text", $"'{Title}'", "show", "true"), ["general"] = Properties("altText", $"'{Title}'") };
        visual["drillFilterOtherVisuals"] = true;
        return new JsonObject
        {
            ["$schema"] = PbirSchemas.Of("visualContainer", "2.1.0"),
            ["name"] = Name,
            ["position"] = new JsonObject { ["x"] = X, ["y"] = Y, ["z"] = order, ["height"] = Height, ["width"] = Width, ["tabOrder"] = order },
            ["visual"] = visual,
        };
    }

    private JsonObject Roles()
    {
        var roles = new JsonObject();
        foreach (var role in Fields.GroupBy(field => field.Role))
        {
            roles[role.Key] = new JsonObject
            {
                ["projections"] = new JsonArray([.. role.Select(field => (JsonNode)new JsonObject
                {
                    ["field"] = field.Json(),
                    ["queryRef"] = $"{field.Table}.{field.Name}",
                    ["nativeQueryRef"] = field.Name,
                })]),
            };
        }
        return roles;
    }

    /// <summary>Formatting: names with literals.</summary>
    private static JsonArray Properties(params string[] namesAndLiterals)
    {
        var properties = new JsonObject();
        foreach (string[] pair in namesAndLiterals.Chunk(2))
            properties[pair[0]] = new JsonObject { ["expr"] = new JsonObject { ["Literal"] = new JsonObject { ["Value"] = pair[1] } } };
        return new JsonArray(new JsonObject { ["properties"] = properties });
    }
}

/// <summary>The published schemas that the report's files follow.</summary>
internal static class PbirSchemas
{
    public static string Of(string kind, string version) => $"https://developer.microsoft.com/json-schemas/fabric/item/report/definition/{kind}/{version}/schema.json";
}
