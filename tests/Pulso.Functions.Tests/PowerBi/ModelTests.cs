using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Kpis;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>The model as it lies in the repository, against the exported tables and the catalogue.</summary>
public sealed class ModelTests
{
    private static IEnumerable<TmdlObject> Measures => ModelText.Tables.SelectMany(table => table.Of("measure"));

    private static IEnumerable<(string Where, string Dax)> Expressions =>
    [
        .. Measures.Select(measure => (measure.Name, measure.Expression)),
        .. ModelText.Tables.SelectMany(table => table.Of("column")).Where(column => column.Expression.Length > 0).Select(column => (column.Name, column.Expression)),
        .. ModelText.Tables.SelectMany(table => table.Of("calculationGroup")).SelectMany(group => group.Of("calculationItem")).Select(item => (item.Name, item.Expression)),
        .. ModelText.Tables.Where(table => table.Of("partition").Single().Expression == "calculated")
            .Select(table => (table.Name, table.Of("partition").Single().Properties["source"])),
    ];

    [Fact]
    public void Every_column_is_one_of_the_exported_table_with_its_type()
    {
        foreach (var table in BiTable.All.Where(table => Find(table.Name) is not null))
        {
            var columns = Find(table.Name)!.Of("column").Where(column => column.Expression.Length == 0).ToList();
            Assert.Equal(
                table.Columns.Select(column => (column.Name, column.Name, Source.TypeOf(column))),
                columns.Select(column => (column.Name, column.Properties["sourceColumn"], column.Properties["dataType"])));
            string query = Find(table.Name)!.Of("partition").Single().Properties["source"];
            Assert.All(table.Columns, column => Assert.Contains($"{{\"{column.Name}\", {PowerQueryType(column.Type)}}}", query, StringComparison.Ordinal));
            // Instants come with their offset, and are told without it: each must be turned to UTC by name.
            string instants = string.Join(", ", table.Columns.Where(column => column.Type == "instant").Select(column => $"\"{column.Name}\""));
            Assert.Contains($"Rows(Listed, Columns, {{{instants}}})", query, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_table_of_days_is_in_the_model_and_none_of_weeks_or_months()
    {
        var exported = BiTable.All.ToLookup(table => table.Period is "date" or BiTable.Whole, table => table.Name);
        Assert.Empty(exported[true].Except(ModelText.Tables.Select(table => table.Name)));
        Assert.Empty(exported[false].Intersect(ModelText.Tables.Select(table => table.Name)));
    }

    [Fact]
    public void Single_contacts_answers_and_clocks_can_be_looked_at_and_are_filtered_by_the_dimensions()
    {
        var relationships = ModelText.Of("relationships.tmdl").Select(relationship => relationship.Properties["fromColumn"]).ToHashSet();
        foreach (string name in new[] { "fact_contact", "fact_survey", "fact_sla" })
        {
            var columns = Find(name)!.Of("column").ToLookup(column => column.Properties.ContainsKey("isHidden"), column => column.Name);
            Assert.Contains("contact", columns[false]);
            Assert.All(columns[true].Except(["tenant"]), key => Assert.Contains($"{name}.{key}", relationships));
        }
    }

    [Fact]
    public void Every_table_is_referred_to_and_every_reference_has_its_table()
    {
        var references = ModelText.Of("model.tmdl").Where(item => item.Kind == "ref").Select(item => item.Name).ToList();
        Assert.Equal(
            ModelText.Tables.Select(table => table.Name).Order(StringComparer.Ordinal),
            references.Where(name => name.StartsWith("table ", StringComparison.Ordinal)).Select(name => name[6..].Trim('\'')).Order(StringComparer.Ordinal));
        Assert.Equal(["cultureInfo en-US", "cultureInfo es-ES"], references.Where(name => name.StartsWith("culture", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_kpi_has_its_measure_and_no_other()
    {
        var kpis = Measures.Select(measure => measure.Of("annotation").SingleOrDefault(note => note.Name == "PulsoKpi")?.Expression).OfType<string>().ToList();
        Assert.Equal(Catalogue.All.Select(kpi => kpi.FullId).Order(StringComparer.Ordinal), kpis.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_column_measure_and_table_that_an_expression_names_exists()
    {
        var columns = ModelText.Tables.SelectMany(table => table.Of("column").Select(column => (table.Name, column.Name))).ToHashSet();
        var measures = Measures.Select(measure => measure.Name).ToHashSet();
        foreach (var (where, dax) in Expressions)
        {
            Assert.All(DaxText.Columns(dax), column => Assert.True(columns.Contains(column), $"{where}: {column}"));
            Assert.All(DaxText.Measures(dax), name => Assert.True(measures.Contains(name), $"{where}: [{name}]"));
            Assert.All(DaxText.Tables(dax), name => Assert.True(Find(name) is not null, $"{where}: {name}"));
            Assert.True(DaxText.Unbalanced(dax) == 0, $"{where}: parentheses");
        }
    }

    [Fact]
    public void Only_additive_columns_are_summed()
    {
        var additive = BiTable.All.SelectMany(table => table.Columns.Where(column => column.Additive).Select(column => $"SUM ( {table.Name}[{column.Name}] )")).ToHashSet();
        // Of one day, which is all that it is taken of.
        additive.Add("SUM ( fact_backlog[open] )");
        foreach (var measure in Measures)
            Assert.All(Sums(measure.Expression), sum => Assert.True(additive.Contains(sum), $"{measure.Name}: {sum}"));
    }

    [Fact]
    public void Relationships_lead_from_existing_columns_to_the_keys_of_dimensions_of_the_same_type()
    {
        var relationships = ModelText.Of("relationships.tmdl");
        Assert.Distinct(relationships.Select(relationship => relationship.Name));
        foreach (var relationship in relationships)
        {
            var from = Column(relationship.Properties["fromColumn"]);
            var to = Column(relationship.Properties["toColumn"]);
            Assert.Equal(from.Properties["dataType"], to.Properties["dataType"]);
        }
        // One way from a fact to each dimension.
        Assert.Distinct(relationships.Select(relationship => (relationship.Properties["fromColumn"].Split('.')[0], relationship.Properties["toColumn"].Split('.')[0])));
    }

    [Fact]
    public void Names_are_unique_in_both_languages_and_every_measure_is_described()
    {
        var spanish = ModelText.Of("cultures/es-ES.tmdl").Single().Of("translations").Single().Of("model").Single();
        var captions = spanish.Of("table").Single(table => table.Name == "KPIs").Of("measure").ToList();
        Assert.Equal(Measures.Select(measure => measure.Name), captions.Select(caption => caption.Name));
        Assert.Distinct(captions.Select(caption => caption.Properties["caption"]));
        Assert.Distinct(Measures.Select(measure => measure.Name.ToUpperInvariant()));
        Assert.All(Measures, measure => Assert.NotEmpty(measure.Description));
        Assert.All(spanish.Of("table").SelectMany(table => table.Of("column").Select(column => (Table: table.Name, Column: column.Name))), named =>
            Assert.Contains(Find(named.Table)!.Of("column"), column => column.Name == named.Column));
    }

    [Fact]
    public void The_names_that_the_model_makes_of_the_catalogue_are_those_of_the_measures()
    {
        string column = Find("dim_kpi")!.Of("column").Single(made => made.Name == "measure").Expression;
        Assert.StartsWith("UPPER ( LEFT ( dim_kpi[name_en], 1 ) ) & MID ( dim_kpi[name_en], 2, 1000 )", column, StringComparison.Ordinal);
        Assert.Contains("\" (\" & SUBSTITUTE ( dim_kpi[variant], \"_\", \" \" ) & \")\"", column, StringComparison.Ordinal);
        foreach (var kpi in Catalogue.All)
        {
            string name = kpi.Name.En[..1].ToUpperInvariant() + kpi.Name.En[1..] + (kpi.Variant.Length == 0 ? "" : $" ({kpi.Variant.Replace('_', ' ')})");
            Assert.Equal(kpi.FullId, Measures.Single(measure => measure.Name == name).Of("annotation").Single().Expression);
        }
    }

    [Fact]
    public void What_is_split_by_days_is_refreshed_by_the_day_in_its_path_for_as_long_as_figures_may_change()
    {
        foreach (var table in BiTable.All.Where(table => table.Period == "date" && Find(table.Name) is not null))
        {
            var policy = Find(table.Name)!.Of("refreshPolicy").Single().Properties;
            Assert.Equal(("basic", "day", "month"), (policy["policyType"], policy["incrementalGranularity"], policy["rollingWindowGranularity"]));
            Assert.True(int.Parse(policy["incrementalPeriods"], System.Globalization.CultureInfo.InvariantCulture) > Schema.Of(Pulso.Tests.Scenarios.Tenants.Defaults).LongestMutableDays);
            Assert.Contains($"Files(\"v1/{table.Name}/date=\"), each [Start] >= RangeStart and [Start] < RangeEnd", policy["sourceExpression"], StringComparison.Ordinal);
            Assert.Equal(Find(table.Name)!.Of("partition").Single().Properties["source"], policy["sourceExpression"]);
        }
    }

    [Fact]
    public void Account_and_tenant_are_parameters_and_nothing_else_names_a_place()
    {
        var expressions = ModelText.Of("expressions.tmdl").ToDictionary(item => item.Name, item => item.Expression);
        Assert.Equal(["Account", "Files", "RangeEnd", "RangeStart", "Rows", "ServiceLevel", "Tenant"], expressions.Keys.Order(StringComparer.Ordinal));
        Assert.All(["Account", "Tenant", "RangeStart", "RangeEnd"], name => Assert.Contains("IsParameterQuery=true", expressions[name], StringComparison.Ordinal));
        Assert.All(ModelText.Files, file => Assert.DoesNotContain("blob.core.windows.net", File.ReadAllText(file), StringComparison.Ordinal));
    }

    private static string PowerQueryType(string type) => type switch
    {
        "instant" => "type datetimezone",
        "integer" => "Int64.Type",
        _ => $"type {type}",
    };

    private static IEnumerable<string> Sums(string dax) =>
        System.Text.RegularExpressions.Regex.Matches(dax, @"SUM \( [a-z_]+\[[a-z_]+\] \)").Select(match => match.Value);

    private static TmdlObject? Find(string table) => ModelText.Tables.SingleOrDefault(item => item.Name == table);

    private static TmdlObject Column(string path)
    {
        int dot = path.LastIndexOf('.');
        return Find(path[..dot].Trim('\''))!.Of("column").Single(column => column.Name == path[(dot + 1)..].Trim('\''));
    }
}
