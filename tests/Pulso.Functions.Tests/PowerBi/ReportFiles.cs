using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>The project and its report as text.</summary>
internal static class ReportFiles
{
    private const string Report = "powerbi/Pulso.Report";
    private const string Fabric = "https://developer.microsoft.com/json-schemas/fabric";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<(string Path, IEnumerable<string> Lines)> All()
    {
        yield return Json("powerbi/Pulso.pbip", new JsonObject
        {
            ["$schema"] = $"{Fabric}/pbip/pbipProperties/1.0.0/schema.json",
            ["version"] = "1.0",
            ["artifacts"] = new JsonArray(new JsonObject { ["report"] = new JsonObject { ["path"] = "Pulso.Report" } }),
            ["settings"] = new JsonObject { ["enableAutoRecovery"] = true },
        });
        yield return Json("powerbi/Pulso.SemanticModel/definition.pbism", new JsonObject
        {
            ["$schema"] = $"{Fabric}/item/semanticModel/definitionProperties/1.0.0/schema.json",
            ["version"] = "4.0",
            ["settings"] = new JsonObject(),
        });
        yield return Json($"{Report}/definition.pbir", new JsonObject
        {
            ["$schema"] = $"{Fabric}/item/report/definitionProperties/2.0.0/schema.json",
            ["version"] = "4.0",
            ["datasetReference"] = new JsonObject { ["byPath"] = new JsonObject { ["path"] = "../Pulso.SemanticModel" } },
        });
        yield return Json($"{Report}/definition/version.json", new JsonObject { ["$schema"] = PbirSchemas.Of("versionMetadata", "1.0.0"), ["version"] = "2.0.0" });
        yield return Json($"{Report}/definition/report.json", new JsonObject
        {
            ["$schema"] = PbirSchemas.Of("report", "3.0.0"),
            ["themeCollection"] = new JsonObject(),
            ["filterConfig"] = new JsonObject { ["filters"] = new JsonArray(InboundOnly()) },
        });
        yield return Json($"{Report}/definition/pages/pages.json", new JsonObject
        {
            ["$schema"] = PbirSchemas.Of("pagesMetadata", "1.0.0"),
            ["pageOrder"] = new JsonArray([.. ReportPages.All.Select(page => (JsonNode)page.Name)]),
            ["activePageName"] = ReportPages.All[0].Name,
        });
        foreach (var (name, title, visuals) in ReportPages.All)
        {
            yield return Json($"{Report}/definition/pages/{name}/page.json", new JsonObject
            {
                ["$schema"] = PbirSchemas.Of("page", "2.0.0"),
                ["name"] = name,
                ["displayName"] = title,
                ["displayOption"] = "FitToPage",
                ["height"] = ReportPages.Height,
                ["width"] = ReportPages.Width,
            });
            foreach (var (visual, place) in visuals.Select((visual, place) => (visual, place)))
                yield return Json($"{Report}/definition/pages/{name}/visuals/{visual.Name}/visual.json", visual.Json(place));
        }
    }

    /// <summary>Panels show inbound contacts, unless somebody asks for others in the filter pane.</summary>
    private static JsonObject InboundOnly()
    {
        var field = VisualField.OfColumn("", "dim_direction", "direction");
        return new JsonObject
        {
            ["name"] = "inbound",
            ["field"] = field.Json(),
            ["type"] = "Categorical",
            ["filter"] = new JsonObject
            {
                ["Version"] = 2,
                ["From"] = new JsonArray(new JsonObject { ["Name"] = "d", ["Entity"] = "dim_direction", ["Type"] = 0 }),
                ["Where"] = new JsonArray(new JsonObject
                {
                    ["Condition"] = new JsonObject
                    {
                        ["In"] = new JsonObject
                        {
                            ["Expressions"] = new JsonArray(field.Json(source: "d")),
                            ["Values"] = new JsonArray(new JsonArray(new JsonObject { ["Literal"] = new JsonObject { ["Value"] = "'inbound'" } })),
                        },
                    },
                }),
            },
        };
    }

    private static (string Path, IEnumerable<string> Lines) Json(string path, JsonObject json) => (path, json.ToJsonString(Readable).Split('\n'));
}
