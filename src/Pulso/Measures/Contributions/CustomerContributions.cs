using Pulso.Calendars;
using Pulso.Settings;
using Pulso.Timelines.Customers;

namespace Pulso.Measures.Contributions;

/// <summary>What a customer's contacts add to the cells by following one another: FCR and recontact (kpis.md, FCR).</summary>
public static class CustomerContributions
{
    private const long WeekMs = BusinessWeek.Days * UtcDay.LengthMs;

    public static void Add(Customer customer, TenantSettings settings, Cells cells)
    {
        var windows = WindowsOf(customer, settings);
        foreach (var contact in customer.Contacts)
        {
            var version = settings.At(contact.StartedMs);
            var own = new Cells();
            var tally = own.At(settings, contact.StartedMs, contact.Dimensions);
            bool again = contact.IsInbound && windows.Holds(contact);
            tally.Add(Counter.IsRecontact, again);
            if (contact.Contained)
                tally.Add(Counter.BotContainedDurably, !CameBack(customer, contact, version));
            if (contact.LastSolvedMs is not null)
                AddResolvedInChannel(customer, contact, version, settings, own);
            if (contact.IsEligible)
            {
                AddEligible(customer, contact, again, version, tally);
                AddCredited(customer, contact, version, new Credited(contact.Credit, contact.Difficulty, settings, cells));
            }
            Facts.ContactFact.AddFromCustomer(contact, own, settings, cells);
            cells.AddWithVariant(own, contact.Variant);
        }
    }

    /// <summary>The windows in which another contact of the customer is a recontact.</summary>
    internal static RecontactWindows WindowsOf(Customer customer, TenantSettings settings) =>
        new(customer.Contacts.Where(contact => contact.IsEligible).Select(contact =>
        {
            var version = settings.At(contact.StartedMs);
            return (contact, Window(contact, version), version.RecontactSameReason);
        }));

    /// <summary>How many recontacts a solved contact has: other inbound ones that started in [last resolution, last resolution + window).</summary>
    private static int Recontacts(Customer customer, Observation contact, long windowMs, SettingsVersion version, string? channel = null)
    {
        long from = contact.LastSolvedMs!.Value;
        return customer.Others(contact, from, from + windowMs, version.RecontactSameReason ? contact.Dimensions.Reason : null, channel);
    }

    private static bool CameBack(Customer customer, Observation contact, SettingsVersion version) =>
        Recontacts(customer, contact, Window(contact, version), version) > 0;

    private static long Window(Observation contact, SettingsVersion version) =>
        version.Rules.For(contact.Dimensions.Channel, contact.Dimensions.Queue).RecontactMs;

    private static void AddResolvedInChannel(
        Customer customer, Observation contact, SettingsVersion version, TenantSettings settings, Cells cells)
    {
        long window = Window(contact, version);
        bool left = Recontacts(customer, contact, window, version) > Recontacts(customer, contact, window, version, contact.Dimensions.Channel);
        cells.At(settings, contact.FirstSolvedMs!.Value, contact.Dimensions).Add(Counter.ResolvedInChannel, !left);
    }

    private static void AddEligible(Customer customer, Observation contact, bool isRecontact, SettingsVersion version, Tally tally)
    {
        long window = Window(contact, version);
        bool recontacted = CameBack(customer, contact, version);
        bool clean = !contact.Reopened && !contact.Escalated;
        bool fcr = !recontacted && clean;
        bool fcrWeek = clean && Recontacts(customer, contact, WeekMs, version) == 0;
        bool alone = customer.Others(contact, contact.StartedMs - window, contact.LastSolvedMs!.Value + window) == 0;
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

    private static void AddCredited(Customer customer, Observation contact, SettingsVersion version, Credited credited)
    {
        bool recontacted = CameBack(customer, contact, version);
        credited.Add(
            contact.StartedMs, contact.Dimensions,
            (Counter.FcrEligible, 1),
            (Counter.Recontacted, recontacted ? 1 : 0),
            (Counter.Fcr, recontacted || contact.Reopened || contact.Escalated ? 0 : 1));
    }

    /// <summary>Difficulty × channel weight, in thousandths.</summary>
    private static long Weight(Observation contact, SettingsVersion version)
    {
        long channel = version.Rules.For(contact.Dimensions.Channel, contact.Dimensions.Queue).FcrWeight;
        return (long)Math.Round(contact.Difficulty * (decimal)channel / 1_000, MidpointRounding.ToEven);
    }
}
