using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Pulso.Functions.Tests.OpenApi;

/// <summary>A query that remembers which parameters a function asked for by name.</summary>
internal sealed class AskedQuery(IQueryCollection query) : IQueryCollection
{
    public HashSet<string> Asked { get; } = [];

    public int Count => query.Count;

    public ICollection<string> Keys => query.Keys;

    public StringValues this[string key] => TryGetValue(key, out var value) ? value : StringValues.Empty;

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out StringValues value)
    {
        Asked.Add(key);
        return query.TryGetValue(key, out value);
    }

    public IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => query.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
