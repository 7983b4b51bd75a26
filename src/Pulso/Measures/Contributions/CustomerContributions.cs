using Pulso.Settings;
using Pulso.Timelines.Customers;

namespace Pulso.Measures.Contributions;

/// <summary>What a customer's contacts add to the cells by following one another: FCR and recontact (kpis.md, FCR).</summary>
public static class CustomerContributions
{
    private const long WeekMs = 7 * 86_400_000L;

    public static void Add(Customer customer, TenantSettings settings, Cells cells)
    {
        var recontacts = RecontactsOf(customer, settings);
        foreach (var contact in customer.Contacts)
        {
            var tally = cells.At(settings, contact.StartedMs, contact.Dimensions);
            bool again = recontacts.Contains(contact.Contact);
            tally.Add(Counter.IsRecontact, again);
            if (contact.Contained)
                tally.Add(Counter.BotContainedDurably, !CameBack(customer, contact, settings));
            if (contact.LastSolvedMs is not null)
                AddResolvedInChannel(customer, contact, settings, cells);
            if (contact.IsEligible)
                AddEligible(customer, contact, again, settings, tally);
        }
    }

    /// <summary>The contacts that are recontacts of an earlier solved one.</summary>
    private static HashSet<UInt128> RecontactsOf(Customer customer, TenantSettings settings) => [
        .. customer.Contacts.Where(contact => contact.IsEligible)
            .SelectMany(contact => Recontacts(customer, contact, settings)).Select(contact => contact.Contact)];

    private static IEnumerable<Observation> Recontacts(Customer customer, Observation contact, TenantSettings settings)
    {
        var version = settings.At(contact.StartedMs);
        return customer.Recontacts(contact, Window(contact, version), version.RecontactSameReason);
    }

    private static bool CameBack(Customer customer, Observation contact, TenantSettings settings) =>
        Recontacts(customer, contact, settings).Any();

    private static long Window(Observation contact, SettingsVersion version) =>
        version.Rules.For(contact.Dimensions.Channel, contact.Dimensions.Queue).RecontactMs;

    private static void AddResolvedInChannel(Customer customer, Observation contact, TenantSettings settings, Cells cells)
    {
        bool left = Recontacts(customer, contact, settings).Any(other => other.Dimensions.Channel != contact.Dimensions.Channel);
        cells.At(settings, contact.FirstSolvedMs!.Value, contact.Dimensions).Add(Counter.ResolvedInChannel, !left);
    }

    private static void AddEligible(Customer customer, Observation contact, bool isRecontact, TenantSettings settings, Tally tally)
    {
        var version = settings.At(contact.StartedMs);
        long window = Window(contact, version);
        bool recontacted = CameBack(customer, contact, settings);
        bool clean = !contact.Reopened && !contact.Escalated;
        bool fcr = !recontacted && clean;
        bool fcrWeek = clean && !customer.Recontacts(contact, WeekMs, version.RecontactSameReason).Any();
        bool alone = !customer.Others(contact, contact.StartedMs - window, contact.LastSolvedMs!.Value + window).Any();
        long weight = Weight(contact, version);

        tally.Add(Counter.FcrEligible);
        tally.Add(Counter.Recontacted, recontacted);
        tally.Add(Counter.Fcr, fcr);
        tally.Add(Counter.FcrEligibleWeighted, weight);
        tally.Add(Counter.FcrWeighted, fcr ? weight : 0);
        tally.Add(Counter.FcrSingle, alone && !contact.Escalated);
        tally.Add(Counter.FcrWeek, fcrWeek);
        tally.Add(Counter.FcrFirstEligible, !isRecontact);
        tally.Add(Counter.FcrFirst, fcr && !isRecontact);
    }

    /// <summary>Difficulty × channel weight, in thousandths.</summary>
    private static long Weight(Observation contact, SettingsVersion version)
    {
        long channel = version.Rules.For(contact.Dimensions.Channel, contact.Dimensions.Queue).FcrWeight;
        return (long)Math.Round(contact.Difficulty * (decimal)channel / 1_000, MidpointRounding.ToEven);
    }
}
