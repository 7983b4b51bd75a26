using Pulso.Alerts;
using Pulso.Calendars;
using Pulso.Kpis;

namespace Pulso.Settings;

/// <summary>Reads the rules of a version.</summary>
internal static class RuleSettings
{
    private const string RepeatedContact = "repeated-contact";
    private const string QueueUnanswered = "queue-unanswered";
    private const string AboveUsual = "above-usual";
    private const string Outlier = "outlier";

    private static readonly string[] Sides = ["worse", "above", "below", "both"];

    public static AlertRules Read(JsonSection version, int minimumSample)
    {
        var names = new HashSet<string>();
        var repeated = new List<RepeatedContactRule>();
        var unanswered = new List<UnansweredQueueRule>();
        var figures = new List<FigureRule>();
        foreach (var section in version.List("rules"))
        {
            string name = section.Text("name", required: true) ?? "";
            if (name.Length > 128 || name.Any(char.IsControl))
                section.Fault("name", "must have 1 to 128 characters, none of them a control character");
            else if (name.Length > 0 && !names.Add(name))
                section.Fault("name", "is that of another rule already");
            switch (section.Word("when", "", RepeatedContact, QueueUnanswered, AboveUsual, Outlier))
            {
                case RepeatedContact:
                    repeated.Add(ReadRepeated(section, name));
                    break;
                case QueueUnanswered:
                    unanswered.Add(ReadUnanswered(section, name));
                    break;
                case AboveUsual:
                    if (ReadFigure(section, name, minimumSample, usual: true) is { } above)
                        figures.Add(above);
                    break;
                case Outlier:
                    if (ReadFigure(section, name, minimumSample, usual: false) is { } outlier)
                        figures.Add(outlier);
                    break;
                default:
                    continue; // which settings it has depends on what it is
            }
            section.RefuseOthers();
        }
        return names.Count == 0 ? AlertRules.None : new AlertRules(repeated, unanswered, figures);
    }

    private static RepeatedContactRule ReadRepeated(JsonSection section, string name)
    {
        bool sameReason = !section.Has("sameReason") || section.Flag("sameReason");
        return new RepeatedContactRule(
            name, section.Text("channel"), section.Integer("contacts", 2, 100) ?? 3, (long)((section.Number("days", 0.01m, 366) ?? 7) * UtcDay.LengthMs), sameReason,
            Action(section), section.Text("owner"));
    }

    private static UnansweredQueueRule ReadUnanswered(JsonSection section, string name) => new(
        name, section.Text("channel", required: true) ?? "", section.Text("queue"), (long)((section.Number("minutes", 0.1m, 1_440) ?? 5) * 60_000),
        Action(section), section.Text("owner"));

    private static FigureRule? ReadFigure(JsonSection section, string name, int minimumSample, bool usual)
    {
        string id = section.Text("kpi", required: !usual) ?? (usual ? "volume" : "");
        string? by = section.Text("by") is null ? null : section.Word("by", "", [.. KpiQuery.Levels]);
        var (channel, queue) = (section.Text("channel"), section.Text("queue"));
        if (queue is not null && channel is null)
            section.Fault("queue", "needs its channel");
        var kpi = id.Length == 0 ? null : KpiSettings.Check(section, id, by, channel, queue);
        if (kpi is { } known && (known.Stock is not null || known.ToDate || known.IsForecastAccuracy))
            section.Fault("kpi", $"'{id}' is no figure of an interval");
        double? times = usual ? (double)(section.Number("times", 1.01m, 1_000) ?? 3) : null;
        double deviations = usual ? 0 : (double)(section.Number("deviations", 0.5m, 100) ?? 3.5m);
        var side = usual ? Side.Above : (Side)Array.IndexOf(Sides, section.Word("side", "worse", Sides));
        int minimum = section.Integer("minimum", 1, 1_000_000) ?? (kpi is not null && UsualDay.IsCount(kpi) ? 10 : minimumSample);
        string? action = usual ? Action(section) : section.Text("action");
        string? owner = section.Text("owner");
        return kpi is null ? null : new FigureRule(name, kpi, by, channel, queue, times, deviations, side, minimum, action, owner);
    }

    /// <summary>What a trigger emits; told to whoever gets the alert.</summary>
    private static string Action(JsonSection section)
    {
        string action = section.Text("action", required: true) ?? "";
        if (action.Length > 1_000)
            section.Fault("action", "must have 1 to 1000 characters");
        return action;
    }
}
