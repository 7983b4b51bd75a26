using System.CommandLine;
using Pulso.Cli;
using Pulso.Cli.Backups;
using Pulso.Cli.DeadLetters;
using Pulso.Cli.Demo;
using Pulso.Cli.Erasures;
using Pulso.Cli.Exports;
using Pulso.Cli.Figures;
using Pulso.Cli.Generations;
using Pulso.Cli.Local;
using Pulso.Cli.Reconciliations;
using Pulso.Cli.Replays;
using Pulso.Cli.Snapshots;
using Pulso.Cli.Tenants;
using Pulso.Cli.Verification;

return await Invocation.RunAsync(
    new RootCommand("Pulso: from contact-centre events to exact figures.")
    {
        Up.Verb(),
        Demo.Verb(),
        PutSettings.Verb(),
        Replay.Verb(),
        Snapshot.Verb(),
        Kpis.Verb(),
        Export.Verb(),
        Verify.Verb(),
        DeadLetterVerbs.Verb(),
        TenantVerbs.Verb(),
        Backup.Verb(),
        Restore.Verb(),
        Rebuild.Verb(),
        Reconcile.Verb(),
        Erase.Verb(),
    },
    args);
