using Pulso.Alerts;
using Pulso.Events;
using Pulso.Settings;
using Pulso.Tests.Generated;
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
        var queue = Assert.Single(partition.Timelines, timeline => timeline.Key.Kind == TimelineKind.Queue && QueueDay.Read(timeline.Key).Date == At.Date("2026-03-02"));
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

    [Fact]
    public void Days_that_know_their_own_part_tell_what_one_that_knows_all_would() => Law.For(AroundMidnight, waits =>
    {
        const long known = 60 * At.Hour;
        var partition = new Partition(Watched);
        foreach (var (wait, i) in waits.Select((wait, i) => (wait, i)))
            partition.Deliver([.. Of(wait, $"contact-{i}").Frames, Frame.OfTime(new TimelineKey(TimelineKind.Contact, $"contact-{i}"), Monday + known)]);
        partition.DeliverDerived();
        int since = partition.Derived.Count;
        foreach (var queue in partition.Timelines.Where(timeline => timeline.Key.Kind == TimelineKind.Queue).Select(timeline => timeline.Key).ToList())
            partition.Deliver([Frame.OfTime(queue, Monday + known)]);
        partition.DeliverDerived(since);

        Assert.Equal(ByOneThatKnowsAll(waits, known), Alerts(partition).Select(alert => alert.AtMs - Monday));
    });

    [Fact]
    public void Who_answers_a_silence_soon_after_midnight_is_known_to_the_day_that_told_it()
    {
        // Since 23:40 somebody waits; the silence of 23:45 ends at 0:08, and none of five minutes follows while others are answered.
        var answers = new[] { 8, 12, 16 }.Select(minute => new ContactScript($"b{minute}", $"2026-03-03T00:{minute - 1:D2}:00Z")
            .Started(0, (Field.Channel, "whatsapp"), (Field.Queue, "orders")).Queued(0).Answered(60)).ToArray();
        var waits = new ContactScript("a", "2026-03-02T23:40:00Z").Started(0, (Field.Channel, "whatsapp"), (Field.Queue, "orders")).Queued(0).Event(EventTypes.ContactAbandoned, 40 * 60);
        Assert.Equal([At.Utc("2026-03-02T23:45:00Z")], Alerts(Delivered([waits, .. answers])).Select(alert => alert.AtMs));
    }

    private const long Monday = 1_772_409_600_000; // 2026-03-02T00:00:00Z

    /// <summary>Waits about the end of Monday and of Tuesday, some so long that they touch three days; in steps of ten seconds from Monday's start.</summary>
    private static List<Wait> AroundMidnight(Random random) => [
        .. Enumerable.Range(0, random.Next(1, 9)).Select(_ =>
        {
            long opened = (random.Next(4) == 0 ? 47 * At.Hour : 23 * At.Hour) + (45 * At.Minute) + (random.Next(180) * 10_000L);
            bool isAnswered = random.Next(3) > 0;
            long? ended = isAnswered || random.Next(3) > 0 ? opened + (random.Next(12) == 0 ? random.Next(1, 30) * At.Hour : random.Next(1, 120) * 10_000L) : null;
            return new Wait("orders", opened, ended, isAnswered);
        }).Where(wait => !(wait.EndedMs > 60 * At.Hour))];

    private static ContactScript Of(Wait wait, string subject)
    {
        var waiting = new ContactScript(subject, At.Text(Monday + wait.OpenedMs)).Started(0, (Field.Channel, "whatsapp"), (Field.Queue, "orders")).Queued(0);
        double seconds = ((wait.EndedMs ?? 0) - wait.OpenedMs) / 1_000.0;
        return wait.EndedMs is null ? waiting : wait.IsAnswered ? waiting.Answered(seconds) : waiting.Event(EventTypes.ContactAbandoned, seconds);
    }

    /// <summary>Every ten seconds: is it silent, and is it told already? At midnight a silence is forgotten that none of those who wait then has waited through.</summary>
    private static IEnumerable<long> ByOneThatKnowsAll(List<Wait> waits, long knownMs)
    {
        bool told = false;
        for (long at = 0; at <= knownMs; at += 10_000)
        {
            long now = at;
            long Left(Wait wait) => Math.Min(wait.EndedMs ?? long.MaxValue, wait.OpenedMs + At.Day);
            if (waits.Exists(wait => wait.IsAnswered && wait.EndedMs == now)
                || (now % At.Day == 0 && !waits.Exists(wait => wait.OpenedMs + FiveMs < now && Left(wait) >= now)))
                told = false;
            bool silent = waits.Exists(wait => wait.OpenedMs <= now - FiveMs && Left(wait) > now)
                && !waits.Exists(wait => wait.IsAnswered && wait.EndedMs > now - FiveMs && wait.EndedMs <= now);
            if (silent && !told)
                yield return at;
            told |= silent;
        }
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
