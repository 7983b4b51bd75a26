using Pulso.Settings;
using Pulso.Timelines;

namespace Pulso.Measures;

/// <summary>What a customer's contacts add to the cells by following one another: FCR and recontact (kpis.md, FCR).</summary>
public static class CustomerContributions
{
    public static Cells Of(Customer customer, TenantSettings settings)
    {
        var cells = new Cells();
        foreach (var contact in customer.Contacts)
        {
            if (contact.LastSolvedMs is not null && contact.Dimensions.Direction == Contact.Inbound)
                AddEligible(customer, contact, settings, cells);
        }
        return cells.Trim();
    }

    private static void AddEligible(Customer customer, Observation contact, TenantSettings settings, Cells cells)
    {
        var version = settings.At(contact.StartedMs);
        long window = version.Rules.For(contact.Dimensions.Channel, contact.Dimensions.Queue).RecontactMs;
        bool recontacted = customer.CameBack(contact, window, version.RecontactSameReason);
        var tally = ContactContributions.At(cells, settings, contact.StartedMs, contact.Dimensions);
        tally.Add(Counter.FcrEligible);
        tally.Add(Counter.Recontacted, recontacted);
        tally.Add(Counter.Fcr, !recontacted && !contact.Reopened && !contact.Escalated);
    }
}
