using Pulso.Alerts;

namespace Pulso.Tests.Alerts;

/// <summary>Lives of alerts, step by step and told in any way.</summary>
public sealed class AlertLifeLaws
{
    private static readonly Alert Breach = new(AlertKind.SlaBreach, 1_772_442_600_000, "case-1\0resolution\01") { Contact = "case-1", Owner = "desk" };

    [Fact]
    public void An_alert_goes_from_raised_over_acknowledged_to_resolved()
    {
        var life = AlertLife.Of(Breach, 5);
        Assert.Equal((AlertStep.Raised, true, "desk"), (life.State, life.IsOpen, life.Owner));

        life = life.Take(new AlertEntry(6, "admin key 1", AlertStep.Acknowledged, Owner: "eve"), out string? refusal);
        Assert.Equal((AlertStep.Acknowledged, true, "eve", null), (life.State, life.IsOpen, life.Owner, refusal));

        life = life.Take(new AlertEntry(7, "admin key 1", AlertStep.Commented, "called back"), out _);
        Assert.Equal(AlertStep.Acknowledged, life.State);

        life = life.Take(new AlertEntry(8, "admin key 2", AlertStep.Resolved), out _);
        Assert.Equal((AlertStep.Resolved, false, "eve", 4), (life.State, life.IsOpen, life.Owner, life.Entries.Count));
    }

    [Fact]
    public void Whoever_is_renamed_is_renamed_in_all_contacts_that_it_names()
    {
        const string Old = "AAAAAAAAAAAAAAAAAAAAAA";
        const string New = "BBBBBBBBBBBBBBBBBBBBBB";
        var life = AlertLife.Of(new Alert(AlertKind.Action, 1_772_442_600_000, "third\0ben\0x") { Customer = "ben", Contact = $"{Old}~2", Contacts = ["call-1", $"{Old}~1", $"{Old}~2"] }, 5);

        Assert.Same(life, life.Rename((name, _) => name, 1));
        var renamed = life.Rename((name, _) => name == Old ? New : name, 2);
        Assert.Equal((life.Alert.Id, $"{New}~2", 2), (renamed.Alert.Id, renamed.Alert.Contact, renamed.Keys));
        Assert.Equal(["call-1", $"{New}~1", $"{New}~2"], renamed.Alert.Contacts);
    }

    [Fact]
    public void The_same_step_twice_is_one()
    {
        var life = AlertLife.Of(Breach, 5);
        foreach (var step in new[] { AlertStep.Acknowledged, AlertStep.Commented, AlertStep.Resolved })
        {
            var once = life.Take(new AlertEntry(6, "admin key 1", step, "text"), out _);
            Assert.Same(once, once.Take(new AlertEntry(9, "admin key 1", step, "text"), out string? refusal));
            Assert.Null(refusal);
        }
    }

    [Fact]
    public void What_is_resolved_can_be_commented_on_and_not_acknowledged()
    {
        var life = AlertLife.Of(Breach, 5).Take(new AlertEntry(6, "a", AlertStep.Resolved), out _);

        Assert.Same(life, life.Take(new AlertEntry(7, "a", AlertStep.Acknowledged), out string? refusal));
        Assert.NotNull(refusal);
        Assert.NotSame(life, life.Take(new AlertEntry(7, "a", AlertStep.Commented, "why"), out refusal));
        Assert.Null(refusal);
    }

    [Fact]
    public void A_life_of_many_entries_can_still_be_resolved()
    {
        var life = AlertLife.Of(Breach, 5);
        for (int i = 0; i < 200; i++)
            life = life.Take(new AlertEntry(i, "a", AlertStep.Commented, $"{i}"), out _);
        Assert.Equal(AlertLife.EntryLimit, life.Entries.Count);
        Assert.False(life.Take(new AlertEntry(500, "a", AlertStep.Resolved), out _).IsOpen);
    }

    [Fact]
    public void Of_what_a_timeline_tells_the_highest_version_holds_in_any_order_and_however_often()
    {
        (bool Holds, long Version)[] tellings = [(false, 2), (true, 3), (false, 7)];
        foreach (int seed in Enumerable.Range(0, 200))
        {
            var random = new Random(seed);
            var told = Enumerable.Range(0, 12).Select(_ => tellings[random.Next(tellings.Length)]).ToList();
            var life = told.Aggregate(AlertLife.Of(Breach, 5), (known, telling) => known.Told(telling.Holds, telling.Version, 9));

            Assert.Equal(told.MaxBy(telling => telling.Version).Holds, life.IsOpen);
            Assert.Same(life, told.Aggregate(life, (known, telling) => known.Told(telling.Holds, telling.Version, 10)));
        }
    }

    [Fact]
    public void An_id_is_the_same_for_the_same_alert_and_names_its_instant()
    {
        Assert.Equal(Breach.Id, (Breach with { Contact = "said otherwise", Value = 3 }).Id);
        Assert.Equal(Breach.AtMs, Alert.InstantOf(Breach.Id));
        Assert.Equal(4, new[] { Breach, Breach with { AtMs = 1 }, Breach with { Kind = AlertKind.SlaWarning }, Breach with { Of = "b" } }.Select(alert => alert.Id).Distinct().Count());
        Assert.All(new[] { "", "1772442600000", $"{Breach.Id}x", Breach.Id.Replace('-', '/'), "177244260000x-0123456789012345678901" }, id => Assert.Null(Alert.InstantOf(id)));
    }

    [Fact]
    public void An_alert_is_read_as_it_was_written()
    {
        var alert = new Alert(AlertKind.Outlier, 7, "rule\0q") { Kpi = "aht", Value = 1.5, Expected = 2, Rule = "odd", Queue = "q \"<\u00e9" };
        Assert.Equal(alert, Alert.Decode(alert.Encode()));
    }
}
