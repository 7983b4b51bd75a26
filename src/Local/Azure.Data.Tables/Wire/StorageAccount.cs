namespace Azure.Data.Tables.Wire;

/// <summary>What a storage connection string says of the Table service.</summary>
internal sealed record StorageAccount(string Name, byte[] Key, Uri TableEndpoint)
{
    // The development account, the same in every Azurite: https://learn.microsoft.com/azure/storage/common/storage-use-azurite
    private const string DevelopmentName = "devstoreaccount1";
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static StorageAccount Parse(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var development = Value("UseDevelopmentStorage") == "true";
        var name = Value("AccountName") ?? (development ? DevelopmentName : throw new ArgumentException("No AccountName."));
        var key = Value("AccountKey") ?? (development ? DevelopmentKey : throw new ArgumentException("No AccountKey."));
        var endpoint = Value("TableEndpoint") ?? (development
            ? "http://127.0.0.1:10002/" + DevelopmentName
            : $"{Value("DefaultEndpointsProtocol") ?? "https"}://{name}.table.{Value("EndpointSuffix") ?? "core.windows.net"}");
        return new StorageAccount(name, Convert.FromBase64String(key), new Uri(endpoint));

        string Value(string key) => parts.TryGetValue(key, out var value) ? value as string : null;
    }
}

/// <summary>SharedKeyLite: https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key</summary>
internal sealed class SharedKeyPolicy(StorageAccount account) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("r");
        var signed = Encoding.UTF8.GetBytes($"{date}\n/{account.Name}{message.Request.Uri.ToUri().AbsolutePath}");
        var signature = Convert.ToBase64String(HMACSHA256.HashData(account.Key, signed));
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, $"SharedKeyLite {account.Name}:{signature}");
    }
}
