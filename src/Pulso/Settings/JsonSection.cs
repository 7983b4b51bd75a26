using System.Globalization;
using System.Text.Json;

namespace Pulso.Settings;

/// <summary>Reads one object of a settings document, noting every fault with its path, and every property that nobody asked for.</summary>
internal sealed class JsonSection
{
    private readonly Dictionary<string, JsonElement> properties = [];
    private readonly HashSet<string> asked = [];
    private readonly string path;
    private readonly List<string> faults;

    public JsonSection(JsonElement json, string path, List<string> faults)
    {
        (this.path, this.faults) = (path, faults);
        if (json.ValueKind != JsonValueKind.Object)
            Fault("", "must be an object");
        else
            properties = json.EnumerateObject().ToDictionary(item => item.Name, item => item.Value);
    }

    public IEnumerable<string> Names => properties.Keys;

    public void Fault(string name, string reason) => faults.Add($"{PathOf(name)}: {reason}");

    public bool Has(string name)
    {
        asked.Add(name);
        return properties.ContainsKey(name);
    }

    public string? Text(string name, bool required = false)
    {
        if (!TryGet(name, required, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        Fault(name, "must be text");
        return null;
    }

    public string Word(string name, string fallback, params string[] words)
    {
        string word = Text(name) ?? fallback;
        if (!words.Contains(word))
            Fault(name, $"must be one of {string.Join(", ", words)}");
        return word;
    }

    public decimal? Number(string name, decimal least, decimal most)
    {
        if (!TryGet(name, required: false, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal number) && number >= least && number <= most)
            return number;
        Fault(name, $"must be a number from {least} to {most}");
        return null;
    }

    public int? Integer(string name, int least, int most)
    {
        var number = Number(name, least, most);
        if (number is { } value && value != Math.Truncate(value))
            Fault(name, "must be a whole number");
        return (int?)number;
    }

    /// <summary>A number of units as thousandths: seconds as milliseconds, for instance.</summary>
    public long? Thousandths(string name, decimal unit, decimal most) =>
        Number(name, 0, most) is { } number ? (long)Math.Round(number * unit * 1000, MidpointRounding.ToEven) : null;

    public bool Flag(string name)
    {
        if (!TryGet(name, required: false, out var value))
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fault(name, "must be true or false");
        return value.ValueKind == JsonValueKind.True;
    }

    public DateOnly? Date(string name, bool required = false)
    {
        if (Text(name, required) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1970 and < 2200)
            return date;
        Fault(name, "must be a date, yyyy-MM-dd");
        return null;
    }

    public IReadOnlyList<string> Texts(string name)
    {
        if (!TryGet(name, required: false, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        Fault(name, "must be a list of texts");
        return [];
    }

    /// <summary>An object as it is written.</summary>
    public string? Raw(string name)
    {
        if (!TryGet(name, required: false, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return value.GetRawText();
        Fault(name, "must be an object");
        return null;
    }

    /// <summary>An object whose every value is a list of texts.</summary>
    public IEnumerable<(string Name, IReadOnlyList<string> Texts)> TextLists(string name)
    {
        if (!TryGet(name, required: false, out var value))
            return [];
        var map = new JsonSection(value, PathOf(name), faults);
        return [.. map.Names.Select(key => (key, map.Texts(key)))];
    }

    public IEnumerable<(string Name, JsonSection Section)> Sections(string name)
    {
        if (!TryGet(name, required: false, out var value))
            yield break;
        var map = new JsonSection(value, PathOf(name), faults);
        foreach (var (key, item) in map.properties)
            yield return (key, new JsonSection(item, $"{PathOf(name)}.{key}", faults));
    }

    /// <summary>An object; null where there is none.</summary>
    public JsonSection? Section(string name) => TryGet(name, required: false, out var value) ? new JsonSection(value, PathOf(name), faults) : null;

    public IEnumerable<JsonSection> List(string name, bool required = false)
    {
        if (!TryGet(name, required, out var value))
            yield break;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(name, "must be a list");
            yield break;
        }
        int index = 0;
        foreach (var item in value.EnumerateArray())
            yield return new JsonSection(item, $"{PathOf(name)}[{index++}]", faults);
    }

    /// <summary>Notes every property that was not asked for: a misspelt setting must not pass in silence.</summary>
    public void RefuseOthers()
    {
        foreach (string name in properties.Keys.Where(name => !asked.Contains(name)))
            Fault(name, "is not a known setting");
    }

    private bool TryGet(string name, bool required, out JsonElement value)
    {
        asked.Add(name);
        if (properties.TryGetValue(name, out value) && value.ValueKind != JsonValueKind.Null)
            return true;
        if (required)
            Fault(name, "is required");
        return false;
    }

    private string PathOf(string name) => name.Length == 0 ? path : path.Length == 0 ? name : $"{path}.{name}";
}
