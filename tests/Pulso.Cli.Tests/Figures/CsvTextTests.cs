using Pulso.Cli.Figures;

namespace Pulso.Cli.Tests.Figures;

public sealed class CsvTextTests
{
    [Fact]
    public void Numbers_stay_as_the_server_writes_them_and_null_is_empty() => Assert.Equal(
        "queue,value,n\r\nventas,0.12345678901234568,7\r\n(none),,0\r\n",
        Of("""[{ "queue": "ventas", "value": 0.12345678901234568, "n": 7 }, { "queue": "(none)", "value": null, "n": 0 }]"""));

    [Fact]
    public void Commas_quotes_and_line_ends_are_quoted() => Assert.Equal(
        "reason\r\n\"a,b\"\r\n\"\"\"c\"\"\"\r\n\"d\ne\"\r\n",
        Of("""[{ "reason": "a,b" }, { "reason": "\"c\"" }, { "reason": "d\ne" }]"""));

    [Fact]
    public void No_rows_are_no_text() => Assert.Equal("", Of("[]"));

    private static string Of(string json) => CsvText.Of(System.Text.Encoding.UTF8.GetBytes(json));
}
