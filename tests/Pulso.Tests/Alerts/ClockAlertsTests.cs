using Pulso.Alerts;
using Pulso.Events;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;

namespace Pulso.Tests.Alerts;

/// <summary>Chats whose first reply is due ten minutes after 9:00Z, with a warning after eight.</summary>
public sealed class ClockAlertsTests
{
    private static readonly long Nine = At.Utc(ContactScript.Morning);

    [Fact]
    public void A_warning_lies_at_its_share_of_the_target_and_a_breach_at_the_due()
    {
        var partition = new Partition(Settings());
        partition.Deliver(Chat().Frames);
        Tick(partition, 480);
        Assert.Equal([(AlertKind.SlaWarning, Nine + (8 * At.Minute))], Told(partition));

        Tick(partition, 3_600);
        Assert.Equal([(AlertKind.SlaBreach, Nine + (10 * At.Minute))], Told(partition));
        var breach = Raised.By(partition.Derived)[0];
        Assert.Equal(("chat-1", "first_reply", "chat", "sales", null, "2", "desk"), (breach.Contact, breach.Clock, breach.Channel, breach.Queue, breach.Reason, breach.Priority, breach.Owner));
    }

    [Fact]
    public void A_reply_after_the_due_takes_no_breach_back_and_one_that_comes_late_and_was_in_time_does()
    {
        var late = new Partition(Settings());
        late.Deliver(Chat().Frames);
        Tick(late, 700);
        late.Deliver(Chat().Sent(900, "agent").Frames);
        Assert.Equal([(AlertKind.SlaBreach, Nine + (10 * At.Minute))], Told(late));

        var inTime = new Partition(Settings());
        inTime.Deliver(Chat().Frames);
        Tick(inTime, 700);
        inTime.Deliver(Chat().Sent(30, "agent").Frames);
        Assert.Empty(Told(inTime));
    }

    [Fact]
    public void Another_priority_later_leaves_the_breach_as_it_was()
    {
        var partition = new Partition(Settings());
        partition.Deliver(Chat().Frames);
        Tick(partition, 700);
        partition.Deliver(Chat().Classified(800, (Field.Priority, "1")).Frames);

        var breach = Assert.Single(Raised.By(partition.Derived));
        Assert.Equal((Nine + (10 * At.Minute), "2"), (breach.AtMs, breach.Priority));
    }

    [Fact]
    public void The_same_events_again_tell_nothing()
    {
        var partition = new Partition(Settings());
        partition.Deliver(Chat().Frames);
        Tick(partition, 700);
        int told = partition.Derived.Count;
        partition.Deliver(Chat().Frames);
        Tick(partition, 700);
        Assert.Equal(told, partition.Derived.Count);
    }

    [Fact]
    public void The_third_contact_of_a_customer_on_one_reason_in_seven_days_raises_its_action()
    {
        var partition = new Partition(Tenants.In("UTC", """
            "rules": [ { "name": "again", "when": "repeated-contact", "action": "call back", "owner": "care" } ]
            """));
        foreach (var (day, reason) in new[] { (0, "bill"), (1, "login"), (3, "bill"), (7, "bill"), (8, "bill"), (9, "bill"), (30, "bill") })
            partition.Deliver(new ContactScript($"call-{day}").Started(day * 86_400, (Field.Channel, "voice"), (Field.Customer, "ana"), (Field.Reason, reason)).Frames);
        partition.DeliverDerived();

        // Day 7 has only day 3 in the 7 days before it, day 0 being 7 days ago; day 8 is the third; day 9 is the fourth of the same row.
        var alert = Assert.Single(Raised.By(partition.Derived));
        Assert.Equal((AlertKind.Action, Nine + (8 * At.Day), "ana", "bill", "call back", 3.0), (alert.Kind, alert.AtMs, alert.Customer, alert.Reason, alert.Action, alert.Value));
        Assert.Equal(("call-8", "call-3 call-7 call-8"), (alert.Contact, string.Join(' ', alert.Contacts!)));
    }

    [Fact]
    public void No_more_than_the_last_ten_contacts_are_named()
    {
        var partition = new Partition(Tenants.In("UTC", """ "rules": [ { "name": "again", "when": "repeated-contact", "contacts": 12, "action": "call back" } ] """));
        for (int i = 0; i < 12; i++)
            partition.Deliver(new ContactScript($"call-{i}").Started(i * 60, (Field.Channel, "voice"), (Field.Customer, "ana"), (Field.Reason, "bill")).Frames);
        partition.DeliverDerived();

        Assert.Equal(Enumerable.Range(2, 10).Select(i => $"call-{i}"), Assert.Single(Raised.By(partition.Derived)).Contacts);
    }

    [Fact]
    public void Repeated_contacts_are_found_in_any_order_and_go_when_they_turn_out_to_be_none()
    {
        var settings = Tenants.In("UTC", """ "rules": [ { "name": "again", "when": "repeated-contact", "contacts": 2, "sameReason": false, "action": "call back" } ] """);
        ContactScript Call(int i) => new ContactScript($"call-{i}").Started(i * 5 * 86_400, (Field.Channel, "voice"), (Field.Customer, "ana"));
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var partition = new Partition(settings);
            foreach (int i in Enumerable.Range(0, 5).OrderBy(_ => random.Next()))
                partition.Deliver(Call(i).Frames);
            partition.DeliverDerived();
            Assert.Equal([Nine + (5 * At.Day)], Raised.By(partition.Derived).Select(alert => alert.AtMs));

            int since = partition.Derived.Count;
            partition.Deliver(Call(1).Classified(5 * 86_401, (Field.Customer, "ben")).Frames);
            partition.DeliverDerived(since);
            Assert.Equal([Nine + (15 * At.Day)], Raised.By(partition.Derived).Select(alert => alert.AtMs));
        }
    }

    private static Pulso.Settings.TenantSettings Settings() => Tenants.In("UTC", """ "sla": [ { "clock": "first_reply", "target": "PT10M", "owner": "desk" } ] """);

    private static ContactScript Chat() => new ContactScript("chat-1").Started(0, (Field.Channel, "chat"), (Field.Queue, "sales"), (Field.Priority, "2"));

    private static void Tick(Partition partition, int seconds) =>
        partition.Deliver([Frame.OfTime(new TimelineKey(TimelineKind.Contact, "chat-1"), Nine + (seconds * At.Second))]);

    private static IEnumerable<(AlertKind, long)> Told(Partition partition) => Raised.By(partition.Derived).Select(alert => (alert.Kind, alert.AtMs));
}
