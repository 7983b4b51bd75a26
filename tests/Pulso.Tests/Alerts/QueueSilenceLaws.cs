using Pulso.Alerts;
using Pulso.Events;
using Pulso.Settings;
using Pulso.Tests.Scenarios;
using Pulso.Timelines;
using Pulso.Timelines.Queues;

namespace Pulso.Tests.Alerts;

/// <summary>A WhatsApp queue that nobody may leave unanswered for five minutes.</summary>
public sealed class QueueSilenceLaws
{
    private const long FiveMs = 5 * At.Minute;
    private static readonly TenantSettings Watched = Tenants.In("UTC", """
        "rules": [ { "name": "silence", "when": "queue-unanswered", "channel": "whatsapp", "minutes": 5, "action": "send somebody", "owner": "floor" } ]
        """);
    private static readonly long Nine = At.Utc(ContactScript.Morning);

    [Fact]
    public void It_agrees_with_looking_at_every_second()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var waits = Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
            {
                long opened = random.Next(60) * 10_000L;
                long? ended = random.Next(5) == 0 ? null : opened + (random.Next(90) * 10_000L);
                return new Wait("q", opened, ended, ended is not null && random.Next(3) > 0);
            }).ToList();
            long knownMs = random.Next(200) * 10_000L;

            Assert.Equal(SecondBySecond(waits, knownMs), new QueueSilence(waits, FiveMs).Of(waits, knownMs));
        }
    }

    [Fact]
    public void A_contact_that_waits_while_nobody_is_answered_raises_the_action_after_five_minutes()
    {
        var partition = Delivered(Waiting("a", 0), Reached("a", 300));

        var alert = Assert.Single(Alerts(partition));
        Assert.Equal((AlertKind.Action, Nine + FiveMs, "whatsapp", "orders", "send somebody", "floor"), (alert.Kind, alert.AtMs, alert.Channel, alert.Queue, alert.Action, alert.Owner));
    }

    [Fact]
    public void Who_waits_on_behind_others_that_are_answered_raises_none()
    {
        var answered = Waiting("b", 60).Answered(200);
        Assert.Empty(Alerts(Delivered(Waiting("a", 0), answered, Reached("a", 300))));
    }

    [Fact]
    public void The_silence_after_the_last_answer_counts_from_it()
    {
        var partition = Delivered(Waiting("a", 0), Waiting("b", 60).Answered(200), Reached("a", 300));
        var queue = Assert.Single(partition.Timelines, timeline => timeline.Key.Kind == TimelineKind.Queue);
        Assert.Equal(Nine + (500 * At.Second), queue.DueMs);

        partition.Deliver([Frame.OfTime(queue.Key, queue.DueMs!.Value)]);
        Assert.Equal(Nine + (500 * At.Second), Assert.Single(Alerts(partition)).AtMs);
    }

    [Fact]
    public void However_many_wait_it_is_told_once_until_somebody_is_answered()
    {
        var partition = Delivered(Waiting("a", 0), Waiting("b", 10), Waiting("c", 20), Reached("a", 400), Reached("b", 400), Reached("c", 400));
        Assert.Single(Alerts(partition));
    }

    [Fact]
    public void Other_channels_and_tenants_without_the_rule_tell_nothing()
    {
        var voice = new ContactScript("a").Started(0, (Field.Channel, "voice"), (Field.Queue, "orders")).Queued(0).Event(EventTypes.TimeReached, 900);
        Assert.Empty(Delivered(voice).Derived);
        var partition = new Partition(Tenants.Defaults);
        partition.Deliver([.. Waiting("a", 0).Frames, .. Reached("a", 900).Frames]);
        Assert.Empty(partition.Derived);
    }

    [Fact]
    public void The_order_of_what_is_delivered_does_not_matter()
    {
        Frame[] frames = [.. Waiting("a", 0).Frames, .. Waiting("b", 30).Answered(100).Frames, .. Waiting("c", 110).Frames, .. Reached("a", 900).Frames, .. Reached("c", 900).Frames];
        var expected = Alerts(Delivered(frames)).Select(alert => alert.AtMs).ToList();
        Assert.NotEmpty(expected);
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            Assert.Equal(expected, Alerts(Delivered([.. frames.Concat(frames).OrderBy(_ => random.Next())])).Select(alert => alert.AtMs));
        }
    }

    [Fact]
    public void Around_midnight_both_days_know_of_an_answer()
    {
        var waits = new ContactScript("a", "2026-03-02T23:58:00Z").Started(0, (Field.Channel, "whatsapp"), (Field.Queue, "orders")).Queued(0);
        var answered = new ContactScript("b", "2026-03-03T00:00:30Z").Started(0, (Field.Channel, "whatsapp"), (Field.Queue, "orders")).Queued(0).Answered(20);
        var reached = new ContactScript("a", "2026-03-02T23:58:00Z").Event(EventTypes.TimeReached, 300);
        Assert.Empty(Alerts(Delivered(waits, answered, reached)));
    }

    private static IEnumerable<long> SecondBySecond(List<Wait> waits, long knownMs)
    {
        bool told = false;
        for (long at = 0; at <= Math.Min(knownMs, 3_000_000); at += 1_000)
        {
            long now = at;
            if (waits.Exists(wait => wait.IsAnswered && wait.EndedMs == now))
                told = false;
            bool silent = waits.Exists(wait => wait.OpenedMs <= now - FiveMs && !(wait.EndedMs <= now))
                && !waits.Exists(wait => wait.IsAnswered && wait.EndedMs > now - FiveMs && wait.EndedMs <= now);
            if (silent && !told)
                yield return at;
            told |= silent;
        }
    }

    private static ContactScript Waiting(string subject, double seconds) =>
        new ContactScript(subject).Started(seconds, (Field.Channel, "whatsapp"), (Field.Queue, "orders")).Queued(seconds);

    private static ContactScript Reached(string subject, double seconds) => new ContactScript(subject).Event(EventTypes.TimeReached, seconds);

    private static Partition Delivered(params ContactScript[] scripts) => Delivered([.. scripts.SelectMany(script => script.Frames)]);

    private static Partition Delivered(Frame[] frames)
    {
        var partition = new Partition(Watched);
        foreach (var frame in frames)
            partition.Deliver([frame]);
        partition.DeliverDerived();
        return partition;
    }

    private static IReadOnlyList<Alert> Alerts(Partition partition) => Raised.By(partition.Derived);
}
