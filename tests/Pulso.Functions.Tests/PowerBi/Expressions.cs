namespace Pulso.Functions.Tests.PowerBi;

/// <summary>The parameters, and the two functions by which every table is read.</summary>
internal static class Expressions
{
    public static readonly IReadOnlyList<(string Name, string Value, string Type, string About)> Parameters =
    [
        ("Account", "\"pulso\"", "Text", "The storage account's name."),
        ("Tenant", "\"acme\"", "Text", "The tenant whose files are read: container bi-{tenant}."),
        ("ServiceLevel", "\"offered\"", "Text", "The variant that the tenant's settings name as service level."),
        ("RangeStart", "#datetime(2000, 1, 1, 0, 0, 0)", "DateTime", "Incremental refresh: the first day read."),
        ("RangeEnd", "#datetime(2100, 1, 1, 0, 0, 0)", "DateTime", "Incremental refresh: the first day not read."),
    ];

    // Only paths are looked at before the days are chosen: a file that is left out is not downloaded.
    private const string Files = """
        (path as text) as table =>
        let
            Container = AzureStorage.Blobs(Account){[Name = "bi-" & Tenant]}[Data],
            Found = Table.SelectRows(Container, each Text.StartsWith([Name], path) and Text.EndsWith([Name], ".csv")),
            Day = (name as text) as nullable datetime =>
                if Text.EndsWith(path, "=")
                then DateTime.From(Date.FromText(Text.BetweenDelimiters(name, path, "/"), [Format = "yyyy-MM-dd", Culture = "en-US"]))
                else null,
            Dated = Table.AddColumn(Found, "Start", each Day([Name]), type nullable datetime)
        in
            Table.SelectColumns(Dated, {"Start", "Content"})
        """;

    private const string Rows = """
        (files as table, columns as list, instants as list) as table =>
        let
            Names = List.Transform(columns, each _{0}),
            Read = (content as binary) as table =>
                Table.SelectColumns(
                    Table.PromoteHeaders(
                        Csv.Document(content, [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
                        [PromoteAllScalars = true]
                    ),
                    Names,
                    MissingField.UseNull
                ),
            Tables = List.Transform(files[Content], Read),
            Together = if List.IsEmpty(Tables) then #table(Names, {}) else Table.Combine(Tables),
            Nulls = Table.ReplaceValue(Together, "", null, Replacer.ReplaceValue, Names),
            Typed = Table.TransformColumnTypes(Nulls, columns, "en-US"),
            Utc = (instant as nullable datetimezone) as nullable datetime =>
                if instant = null then null else DateTimeZone.RemoveZone(DateTimeZone.ToUtc(instant))
        in
            Table.TransformColumns(Typed, List.Transform(instants, each {_, Utc, type nullable datetime}))
        """;

    public static IReadOnlyList<string> Tmdl()
    {
        var text = new Tmdl();
        foreach (var (name, value, type, about) in Parameters)
        {
            text.Describe(0, about).Line(0, $"expression {name} = {value} meta [IsParameterQuery=true, Type=\"{type}\", IsParameterQueryRequired=true]")
                .Gap().Line(1, $"annotation PBI_ResultType = {type}");
        }
        text.Describe(0, "The files below a path, with the day that the path names; nothing of them is read yet.").Expression(0, "expression Files", Files)
            .Gap().Line(1, "annotation PBI_ResultType = Function");
        text.Describe(0, "The rows of files, in the columns and types given: columns that were appended later are left out, earlier files lack none.")
            .Expression(0, "expression Rows", Rows).Gap().Line(1, "annotation PBI_ResultType = Function");
        return text.Lines;
    }
}
