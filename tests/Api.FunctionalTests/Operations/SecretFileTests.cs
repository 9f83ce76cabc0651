using System.Net;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Operations;

[Category(TestCategories.OneEngine)]
public class SecretFileTests
{
    private const string Variable = "Picora__Metrics__Token";
    private const string Secret = "a token with spaces, and more";

    private string folder = string.Empty;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("picora-secrets-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_setting_is_taken_from_the_file_that_its_variable_names()
    {
        await using var server = await PicoraProcess.StartAsync(Environment(("Picora__Metrics__Token_FILE", Write(Secret + "\r\n\n"))));

        (await server.CreateClient(Secret).GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Output.ShouldNotContain(Secret);
    }

    [TestCase("missing", "cannot be read")]
    [TestCase("empty", "is empty")]
    [TestCase("twice", "are both set")]
    [TestCase("short", "must have 16 characters at least")]
    public async Task A_file_that_is_no_secret_stops_the_start_and_is_named(string mistake, string words)
    {
        var file = mistake == "missing" ? Path.Combine(folder, "none") : Write(mistake == "empty" ? "\n" : "too short");
        var environment = Environment(("Picora__Metrics__Token_FILE", file));
        if (mistake == "twice")
        {
            environment[Variable] = Secret;
        }

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => PicoraProcess.StartAsync(environment));

        failure.Message.ShouldContain(words);
        failure.Message.ShouldContain(mistake == "short" ? "Picora:Metrics:Token" : Variable);
        failure.Message.ShouldNotContain(" at Picora.");
        failure.Message.ShouldNotContain("too short");
    }

    private static Dictionary<string, string> Environment(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);

    private string Write(string content)
    {
        var file = Path.Combine(folder, "secret");
        File.WriteAllText(file, content);
        return file;
    }
}
