using Pulso.Cli.Exports;

namespace Pulso.Cli.Tests.Exports;

public sealed class ManifestTests
{
    [Fact]
    public void A_manifest_is_read_as_the_server_writes_it()
    {
        var manifest = Manifest.Read("""
            { "version": 1, "files": [{ "path": "v1/a.csv", "rows": 3, "sha256": "ab", "generated_at": "2026-03-02T00:00:00Z" }] }
            """u8.ToArray());

        Assert.Equal(new ManifestFile("v1/a.csv", 3, "ab"), Assert.Single(manifest.Files));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("null")]
    public void Anything_else_is_no_manifest(string text) =>
        Assert.Throws<Failure>(() => Manifest.Read(System.Text.Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("v1/kpi_daily/date=2026-03-02/part-0.csv", true)]
    [InlineData("/etc/passwd", false)]
    [InlineData("../secrets", false)]
    [InlineData("v1/../../x", false)]
    [InlineData("v1//x", false)]
    [InlineData("v1\\..\\x", false)]
    [InlineData("C:x", false)]
    [InlineData("", false)]
    public void A_path_must_stay_below_the_folder(string path, bool isSafe) => Assert.Equal(isSafe, new ManifestFile(path, 0, "").IsSafe);

    [Fact]
    public void A_file_matches_by_the_hash_of_its_bytes()
    {
        var file = new ManifestFile("x", 0, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

        Assert.True(file.Matches("abc"u8.ToArray()));
        Assert.False(file.Matches("abd"u8.ToArray()));
    }
}
