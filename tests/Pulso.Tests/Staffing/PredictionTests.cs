using System.Globalization;
using Pulso.Acceptance.Running;
using Pulso.Staffing;
using Pulso.Tests.DataSets;

namespace Pulso.Tests.Staffing;

/// <summary>What Erlang-A says of a real call centre, against what happened there: <c>docs/staffing.md</c>.</summary>
public sealed class PredictionTests
{
    private const double Within = 20;

    [SharedFact]
    public void The_page_tells_the_errors_of_the_prediction_as_they_are()
    {
        var set = new DataSet("bank-1999-01");
        var floor = BankFloor.Of(set);
        var agents = floor.Agents();
        double patience = floor.Calls.Sum(call => call.WaitSeconds) / floor.Calls.Count(call => !call.IsAnswered);
        var hours = floor.Calls.GroupBy(call => set.Settings.Calendar.HourAt(call.QueuedMs)).Where(hour => hour.Count() >= 200).OrderBy(hour => hour.Key)
            .Select(hour => Predict(hour.Key, [.. hour], agents, patience)).ToList();
        Golden.Holds("docs/staffing.md", Lines(hours, patience, floor));
    }

    private static Band Predict(int hour, List<PooledCall> calls, Dictionary<long, int> agents, double patience)
    {
        double handle = calls.Where(call => call.IsAnswered).Average(call => call.HandleSeconds);
        double predicted = 0;
        double leaving = 0;
        foreach (var quarter in calls.GroupBy(call => call.QueuedMs - (call.QueuedMs % BankFloor.QuarterMs)))
        {
            var queue = new ErlangA(quarter.Count() * 1_000.0 / BankFloor.QuarterMs, handle, patience);
            predicted += quarter.Count() * queue.ServiceLevel(agents[quarter.Key], Within);
            leaving += quarter.Count() * queue.Abandonment(agents[quarter.Key]);
        }
        double observed = calls.Count(call => call.IsAnswered && call.WaitSeconds <= Within);
        double left = calls.Count(call => !call.IsAnswered);
        double mean = calls.Select(call => call.QueuedMs - (call.QueuedMs % BankFloor.QuarterMs)).Average(quarter => agents[quarter]);
        return new Band(hour, calls.Count, handle, mean, observed / calls.Count, predicted / calls.Count, left / calls.Count, leaving / calls.Count);
    }

    private static IEnumerable<string> Lines(List<Band> hours, double patience, BankFloor floor)
    {
        double Weighted(Func<Band, double> of) => hours.Sum(hour => hour.Offered * of(hour)) / hours.Sum(hour => hour.Offered);
        yield return "# Staffing";
        yield return "";
        yield return "`GET /api/{tenant}/staffing?from=2026-11-20&to=2026-11-20` tells how many agents each interval of those days would have needed for a service level, by Erlang-A: of the channel";
        yield return "`channel` (`voice`), or of its `queue`s, for a share `target` (0.8) answered `within` (20) seconds. For each interval it gives arrivals, load in Erlang, agents, and the service level, abandonment";
        yield return "and occupancy that follow; and beside them what it takes for granted. Breaks and absence come on top. Against what was observed below it foretells a lower service level in nearly every hour:";
        yield return "it rather asks for an agent too many than for one too few.";
        yield return "";
        yield return "## Prediction and observation";
        yield return "";
        yield return "Here it predicts the service level of a real call centre, a bank's in January 1999";
        yield return $"({floor.Calls.Count.ToString("N0", CultureInfo.InvariantCulture)} queued calls of the types PS, PE and NW, which one pool of agents took), so that its errors can be seen. Hours with 200 calls at least.";
        yield return "";
        yield return "- Per quarter of an hour: the calls that arrived, and the agents estimated for it; per hour of the day: the mean handle time of the month;";
        yield return $"  for all: the patience, {Text(patience, "0")} s, as all waits over all abandons.";
        yield return "- **The number of agents is not in the data.** While somebody waits all agents are busy, so it is taken as the mean of the services under way while";
        yield return "  anybody waited; where that was less than a minute, as the most under way at once, which is too few where agents were free. It is thus taken from";
        yield return "  the very waits that are predicted: this shows how well the model ties load, agents and waits together, not how well a day is foretold.";
        yield return $"- Service level: answered within {Within} s, over all that were queued.";
        yield return "";
        yield return "| hour | calls | handle time (s) | agents | observed | predicted | error | abandoned | predicted |";
        yield return "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";
        foreach (var hour in hours)
        {
            yield return $"| {hour.Hour:00} | {hour.Offered} | {Text(hour.Handle, "0")} | {Text(hour.Agents, "0.0")} | {Percent(hour.Observed)} | {Percent(hour.Predicted)} "
                + $"| {Text(100 * (hour.Predicted - hour.Observed), "+0.0;-0.0;0.0")} | {Percent(hour.Left)} | {Percent(hour.Leaving)} |";
        }
        yield return "";
        yield return $"Over all: observed {Percent(Weighted(hour => hour.Observed))}, predicted {Percent(Weighted(hour => hour.Predicted))}; mean absolute error of an hour "
            + $"{Text(100 * Weighted(hour => Math.Abs(hour.Predicted - hour.Observed)), "0.0")} points, largest "
            + $"{Text(100 * hours.Max(hour => Math.Abs(hour.Predicted - hour.Observed)), "0.0")}. Abandonment: observed {Percent(Weighted(hour => hour.Left))}, predicted "
            + $"{Percent(Weighted(hour => hour.Leaving))}.";
    }

    private static string Percent(double share) => $"{Text(100 * share, "0.0")} %";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>An hour of the day, over the month.</summary>
    private sealed record Band(
        int Hour, int Offered, double Handle, double Agents, double Observed, double Predicted, double Left, double Leaving);
}
