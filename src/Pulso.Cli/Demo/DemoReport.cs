using Pulso.Cli.Demo.Simulation;
using Pulso.Cli.Exports;
using Pulso.Cli.Figures;
using Pulso.Cli.Local;
using Pulso.Cli.Screens;
using Pulso.Cli.Server;

namespace Pulso.Cli.Demo;

/// <summary>What came out: the figures, the files, and where to look on.</summary>
internal static class DemoReport
{
    public static async Task PrintAsync(PulsoClient client, string tenant, DateOnly date, LocalSystem system, CancellationToken cancel)
    {
        await PrintFiguresAsync(client, tenant, date, cancel);
        await PrintFilesAsync(client, tenant, cancel);
        PrintAddresses(tenant, date, system);
    }

    private static async Task PrintFiguresAsync(PulsoClient client, string tenant, DateOnly date, CancellationToken cancel)
    {
        var total = await new FigureQuery(date, date).RowsAsync(client, tenant, cancel);
        var byChannel = await new FigureQuery(date, date) { By = "channel" }.RowsAsync(client, tenant, cancel);
        var order = Centre.Lines.Select((line, place) => (line.Channel, place)).ToDictionary(item => item.Channel, item => item.place);
        Screen.Heading($"Figures of {date:yyyy-MM-dd}");
        FigureTable.Show([
            .. total, .. byChannel.Where(row => row.Annotation is null).OrderBy(row => order.GetValueOrDefault(row.Keys[0], int.MaxValue))]);
    }

    private static async Task PrintFilesAsync(PulsoClient client, string tenant, CancellationToken cancel)
    {
        var manifest = Manifest.Read(await client.GetAsync($"{tenant}/exports/{Manifest.Path}", cancel));
        Screen.Heading("BI files");
        Screen.Pairs([.. manifest.Files.Select(file => (file.Path, $"{file.Rows:N0} rows")),
            (Manifest.SchemaPath, "tables, columns, units"), (Manifest.Path, "what is published, with SHA-256")]);
    }

    private static void PrintAddresses(string tenant, DateOnly date, LocalSystem system)
    {
        string day = $"{date:yyyy-MM-dd}";
        string figures = $"{system.Url}api/{tenant}/kpis?from={day}&to={day}&by=channel,queue";
        Screen.Heading("Look on");
        Screen.Pairs(
            ("dashboard", $"{system.Url}api/dashboard/{tenant}?date={day}"),
            ("figures", figures),
            ("BI files", $"{system.Url}api/{tenant}/exports/{Manifest.Path}"),
            ("health", $"{system.Url}api/health"),
            ("key", $"{system.AdminKey}, as Authorization: Bearer {system.AdminKey}"),
            ("data", system.Data),
            ("try", $"curl -H 'Authorization: Bearer {system.AdminKey}' '{figures}&kpi=asa,service_level,fcr'"));
    }
}
