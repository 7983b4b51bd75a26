using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Pulso.Acceptance.Running;

/// <summary>The published files of a tenant.</summary>
internal sealed class Exported
{
    private const int LinesShown = 12;
    private const string ManifestPath = "v1/manifest.json";

    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, byte[]> Files => files;

    public JsonNode Manifest => JsonNode.Parse(files[ManifestPath])!;

    public JsonNode Schema => JsonNode.Parse(files["v1/schema.json"])!;

    /// <summary>Downloads every file that the manifest lists, and checks each against it; anew where a timer publishes meanwhile.</summary>
    public static async Task<Exported> OfAsync(Tenant tenant)
    {
        string other = "";
        return await Wait.ForAsync(async () =>
        {
            var (exported, wrong) = await DownloadAsync(tenant);
            other = wrong;
            return wrong.Length == 0 ? exported : null;
        }, () => $"not as the manifest says: {other}");
    }

    /// <returns>The files, and the path of one that is not as the manifest says.</returns>
    private static async Task<(Exported Files, string Wrong)> DownloadAsync(Tenant tenant)
    {
        string wrong = "";
        var exported = new Exported();
        foreach (string path in new[] { ManifestPath, "v1/schema.json" })
            exported.files[path] = await BytesAsync(tenant, path);
        foreach (var file in exported.Manifest["files"]!.AsArray())
        {
            string path = $"{file!["path"]}";
            byte[] bytes = exported.files[path] = await BytesAsync(tenant, path);
            if ($"{file["sha256"]}" != Convert.ToHexStringLower(SHA256.HashData(bytes)))
                wrong = path;
            else
                Assert.Equal((int)file["rows"]!, Csv.Read(bytes).Rows.Count);
        }
        return (exported, wrong);
    }

    public Csv Table(string table, string day) => Table($"v1/{table}/date={day}/part-0.csv");

    public Csv Table(string path) => Csv.Read(files[path]);

    /// <summary>The days whose figures changed after they were published.</summary>
    public IReadOnlyList<string> Restated => [.. Manifest["restated"]!.AsArray().Select(item => $"{item!["date"]}")];

    /// <summary>The files of some days alone, of the weeks and months that are theirs whole, and those that are of no period: a timer may have published others.</summary>
    public Exported Of(IReadOnlyList<DateOnly> days)
    {
        var kept = days.Select(day => $"/date={day:yyyy-MM-dd}/").ToList();
        kept.AddRange(days.GroupBy(day => $"/week={ISOWeek.GetYear(day.ToDateTime(default)):0000}-W{ISOWeek.GetWeekOfYear(day.ToDateTime(default)):00}/")
            .Where(week => week.Distinct().Count() == 7).Select(week => week.Key));
        kept.AddRange(days.GroupBy(day => (day.Year, day.Month)).Where(month => month.Distinct().Count() == DateTime.DaysInMonth(month.Key.Year, month.Key.Month))
            .Select(month => $"/month={month.Key.Year:0000}-{month.Key.Month:00}/"));
        bool IsKept(string path) => !path.Contains('=', StringComparison.Ordinal) || kept.Exists(period => path.Contains(period, StringComparison.Ordinal));
        var manifest = Manifest;
        manifest["files"] = new JsonArray([.. manifest["files"]!.AsArray().Where(file => IsKept($"{file!["path"]}")).Select(file => file!.DeepClone())]);
        var part = new Exported();
        foreach (var (path, bytes) in files.Where(file => IsKept(file.Key)))
            part.files[path] = path == ManifestPath ? System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()) : bytes;
        return part;
    }

    /// <summary>Both have the same files with the same bytes, but for when they were made and what has changed since they were first.</summary>
    /// <param name="here">What to call this one where they differ.</param>
    /// <param name="there">What to call the other one.</param>
    public void IsTheSameAs(Exported other, string here = "here", string there = "there")
    {
        Assert.Equal(other.files.Keys.Where(IsNoRestatement), files.Keys.Where(IsNoRestatement));
        foreach (var (path, bytes) in files.Where(file => IsNoRestatement(file.Key)))
        {
            if (path != ManifestPath)
                Assert.True(bytes.AsSpan().SequenceEqual(other.files[path]), $"{path} differs:\n{Differences((here, bytes), (there, other.files[path]))}");
        }
        Assert.Equal(Timeless(other.Manifest), Timeless(Manifest));
    }

    private static async Task<byte[]> BytesAsync(Tenant tenant, string path)
    {
        var answer = await tenant.GetAsync($"exports/{path}");
        Assert.True(answer.Status == 200, $"{path}: {answer.Status}");
        return answer.Bytes;
    }

    /// <summary>The header, and the first lines that only one of two files has, each with whose it is.</summary>
    private static string Differences((string Name, byte[] Bytes) one, (string Name, byte[] Bytes) other)
    {
        string[] Lines(byte[] file) => System.Text.Encoding.UTF8.GetString(file).Split("\r\n");
        var (lines, others) = (Lines(one.Bytes), Lines(other.Bytes));
        var mine = lines.Except(others).Select((line, place) => (line, place, one.Name));
        var theirs = others.Except(lines).Select((line, place) => (line, place, other.Name));
        return string.Join(
            '\n', mine.Concat(theirs).Where(item => item.place < LinesShown).OrderBy(item => item.place).Select(item => $"{item.Name}: {item.line}")
                .Prepend($"{one.Name} has {lines.Length} lines, {other.Name} {others.Length}: {lines[0]}"));
    }

    private static bool IsNoRestatement(string path) => !path.StartsWith("v1/fact_restatement/", StringComparison.Ordinal);

    private static string Timeless(JsonNode manifest)
    {
        manifest["files"] = new JsonArray([.. manifest["files"]!.AsArray().Where(file => IsNoRestatement($"{file!["path"]}")).Select(file => file!.DeepClone())]);
        foreach (var part in manifest["files"]!.AsArray().Append(manifest))
            part!.AsObject().Remove("generated_at");
        manifest.AsObject().Remove("restated");
        return manifest.ToJsonString();
    }
}
