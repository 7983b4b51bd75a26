using System.Net;
using System.Net.Sockets;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Pulso.Functions.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Nothing_is_sent_where_no_setting_says_whereto()
    {
        using var telemetry = New([]);
        await telemetry.StartAsync(CancellationToken.None);
        Assert.Null(Operations.Spans.StartActivity("commit")); // nobody listens
    }

    [Fact]
    public async Task A_collector_gets_the_spans_of_the_app()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        string address = $"http://{collector.LocalEndpoint}";
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", address);
        try
        {
            using var telemetry = New(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address });
            await telemetry.StartAsync(CancellationToken.None);
            using (var span = Operations.Spans.StartActivity("commit"))
                Assert.NotNull(span);
            var asked = FirstLineAsync(collector);
            var stopped = Task.Run(() => telemetry.StopAsync(CancellationToken.None));
            Assert.Matches("^POST /v1/(traces|metrics) ", await asked.WaitAsync(TimeSpan.FromMinutes(1)));
            collector.Stop();
            await stopped;
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", null);
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", null);
        }
    }

    private static async Task<string?> FirstLineAsync(TcpListener collector)
    {
        using var client = await collector.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        string? line = await reader.ReadLineAsync();
        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        return line;
    }

    private static Telemetry New(Dictionary<string, string?> settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new DefaultAzureCredential());
}
