using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Pulso.Events;
using Pulso.Functions.Storage;

namespace Pulso.Functions.Erasures;

/// <summary>Which pseudonyms a rebuild replaces, and whose contacts lose their comments. Once the old figures are gone the rows go too, and with them the last link between the two.</summary>
public sealed class ErasureStore(TableServiceClient tables)
{
    private const string From = "from";
    private const string To = "to";
    private const string Contacts = "contacts"; // hashes, one behind the other
    private const int PseudonymBytes = 16;
    private const int HashBytes = 16;
    private const int HashesInRow = 2_000; // a property has 64 KiB

    private readonly TableClient table = tables.GetTableClient(Names.Erasures);

    /// <summary>Notes that the rebuild which fills a generation puts random pseudonyms in the place of these.</summary>
    public async Task AskAsync(string tenant, int generation, IEnumerable<string> pseudonyms, CancellationToken cancel)
    {
        foreach (string pseudonym in pseudonyms)
        {
            string random = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PseudonymBytes));
            var row = new TableEntity(tenant, $"{Prefix(generation)}{EventId.Text(EventId.Hash(random))}") { [From] = pseudonym, [To] = random };
            await table.AddEntityAsync(row, cancel);
        }
    }

    /// <summary>Notes the contacts of these customers.</summary>
    public async Task NoteContactsAsync(string tenant, int generation, IReadOnlyList<UInt128> contacts, CancellationToken cancel)
    {
        foreach (var some in contacts.Distinct().Order().Chunk(HashesInRow))
        {
            byte[] hashes = new byte[some.Length * HashBytes];
            for (int i = 0; i < some.Length; i++)
                BinaryPrimitives.WriteUInt128BigEndian(hashes.AsSpan(i * HashBytes), some[i]);
            string row = $"{Prefix(generation)}{EventId.Text(EventId.Hash(Convert.ToHexString(hashes)))}";
            await table.UpsertEntityAsync(new TableEntity(tenant, row) { [Contacts] = hashes }, TableUpdateMode.Replace, cancel);
        }
    }

    /// <summary>Notes that another rebuild puts the same pseudonyms in their places, where one was not brought to its end.</summary>
    public async Task PassOnAsync(string tenant, int from, int generation, CancellationToken cancel)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(Filter(tenant, from, from), cancellationToken: cancel))
        {
            var again = new TableEntity(tenant, Prefix(generation) + row.RowKey[Prefix(from).Length..]);
            foreach (string property in new[] { From, To, Contacts }.Where(row.ContainsKey))
                again[property] = row[property];
            await table.UpsertEntityAsync(again, TableUpdateMode.Replace, cancel);
        }
    }

    /// <summary>What the rebuild of a generation replaces.</summary>
    public Task<Replacements> OfAsync(string tenant, int generation, CancellationToken cancel) => ReadAsync(Filter(tenant, generation, generation), cancel);

    /// <summary>What the rebuilds up to a generation replaced, as far as it is not forgotten.</summary>
    public Task<Replacements> ThroughAsync(string tenant, int generation, CancellationToken cancel) => ReadAsync(Filter(tenant, 0, generation), cancel);

    public Task ForgetThroughAsync(string tenant, int generation, CancellationToken cancel) => table.DeleteRowsAsync(Filter(tenant, 0, generation), cancel);

    private async Task<Replacements> ReadAsync(string filter, CancellationToken cancel)
    {
        var pseudonyms = new Dictionary<string, string>();
        var contacts = new HashSet<UInt128>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancel))
        {
            if (row.GetBinary(Contacts) is { } hashes)
                contacts.UnionWith(hashes.Chunk(HashBytes).Select(hash => BinaryPrimitives.ReadUInt128BigEndian(hash)));
            else
                pseudonyms[row.GetString(From)] = row.GetString(To);
        }
        return pseudonyms.Count == 0 ? Replacements.None : new Replacements(pseudonyms, contacts);
    }

    private static string Filter(string tenant, int from, int through) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {tenant} and RowKey ge {Prefix(from)} and RowKey lt {Prefix(through + 1)}");

    private static string Prefix(int generation) => generation.ToString("D6", CultureInfo.InvariantCulture) + ".";
}
