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
        return Where(path => !path.Contains('=', StringComparison.Ordinal) || kept.Exists(period => path.Contains(period, StringComparison.Ordinal)));
    }

    /// <summary>
    /// Both have the same files with the same bytes, but for when they were made and what has changed since they were first. A file without rows is as none:
    /// one that was published while it had some (by a timer, say) stays.
    /// </summary>
    /// <param name="here">What to call this one where they differ.</param>
    /// <param name="there">What to call the other one.</param>
    public void IsTheSameAs(Exported other, string here = "here", string there = "there")
    {
        var (mine, theirs) = (Lasting(), other.Lasting());
        Assert.Equal(theirs.files.Keys, mine.files.Keys);
        foreach (var (path, bytes) in mine.files.Where(file => file.Key != ManifestPath))
            Assert.True(bytes.AsSpan().SequenceEqual(theirs.files[path]), $"{path} differs:\n{Differences((here, bytes), (there, theirs.files[path]))}");
        Assert.Equal(theirs.Timeless(), mine.Timeless());
    }

    /// <summary>What does not tell how it came about: no restatements, and no files without rows.</summary>
    private Exported Lasting()
    {
        var passing = Manifest["files"]!.AsArray().Where(file => (int)file!["rows"]! == 0).Select(file => $"{file!["path"]}").ToHashSet();
        return Where(path => !passing.Contains(path) && !path.StartsWith("v1/fact_restatement/", StringComparison.Ordinal));
    }

    /// <summary>Some of the files, and what the manifest says of them.</summary>
    private Exported Where(Func<string, bool> isKept)
    {
        var manifest = Manifest;
        manifest["files"] = new JsonArray([.. manifest["files"]!.AsArray().Where(file => isKept($"{file!["path"]}")).Select(file => file!.DeepClone())]);
        var part = new Exported();
        foreach (var (path, bytes) in files.Where(file => isKept(file.Key)))
            part.files[path] = path == ManifestPath ? System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()) : bytes;
        return part;
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

    private string Timeless()
    {
        var manifest = Manifest;
        foreach (var part in manifest["files"]!.AsArray().Append(manifest))
            part!.AsObject().Remove("generated_at");
        manifest.AsObject().Remove("restated");
        return manifest.ToJsonString();
    }
}
