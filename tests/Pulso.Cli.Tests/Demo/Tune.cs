using Pulso.Cli.Tests.Demo;
namespace Pulso.Cli.Tests;
public class Tune(Xunit.Abstractions.ITestOutputHelper o)
{
    [Fact] public void Show()
    {
        foreach (var date in new[] { new DateOnly(2026,11,20), new DateOnly(2026,11,19), new DateOnly(2026,3,2)}) {
        var d = new CountedDay(date);
        o.WriteLine($"{date} contacts {d.Day.Floor.Contacts.Count} events {d.Day.Events.Count} bytes {d.Day.ToLines().Length} faults {d.Requests.Sum(r=>r.Faults.Count)} unknown {string.Join(',', d.Requests.SelectMany(r=>r.UnknownFields.Keys).Distinct())}");
        o.WriteLine(string.Join(" ", d.Day.Events.GroupBy(e=>e.Type).OrderByDescending(g=>g.Count()).Select(g=>$"{g.Key}={g.Count()}")));
        foreach (var f in d.Requests.SelectMany(r=>r.Faults).Take(5)) o.WriteLine(f.ToString());
        o.WriteLine(string.Join(' ', d.Day.Floor.Contacts.GroupBy(c=>c.Channel).Select(g=>$"{g.Key}={g.Count()}/{g.Count(c=>c.Need.Attempt>0)}")));
        foreach (var k in new[]{"volume","asa","service_level","answer_rate","abandonment_rate","abandonment_rate.short","aht","aht_talk","aht_hold","aht_wrap","ivr_time","ivr_abandonment","resolution_time","resolution_rate","fcr","fcr_all","fcr_coverage","recontact_rate","reopen_rate","wait_p50","wait_p90"})
            o.WriteLine($"{k,-24} " + string.Join(' ', new string?[]{null,"voice","chat","whatsapp","email","helpdesk"}.Select(c => $"{d.Value(k,c),9:0.000}")));
        for (int h=6;h<22;h++) o.WriteLine($"{h}: " + string.Join("   ", new[]{"voice","chat","whatsapp"}.Select(c=>$"{d.Value("volume",c,h,h+1),4} sl {d.Value("service_level",c,h,h+1):0.00} ab {d.Value("abandonment_rate",c,h,h+1):0.00}")));
        }
    }
}
