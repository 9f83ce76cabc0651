using System.Diagnostics;
using System.Text.RegularExpressions;
using Picora.Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Picora.Api.FunctionalTests.Operations;

/// <summary>What is in <c>deploy</c>, as far as it can be tried without a container engine; <c>build/check-deploy</c> runs the Dockerfile's commands.</summary>
[Category(TestCategories.OneEngine)]
public partial class DeploymentTests
{
    private static readonly string Deploy = Path.Combine(RepositoryFolder.Root, "deploy");
    private static readonly string[] Composes = ["compose.yaml", "compose.cluster.yaml"];

    // Settings of single values, which stand in no table.
    private static readonly string[] Single = ["Picora:DataFolder", "Picora:Logging:Json", "Picora:Proxies", "Picora:Urls:Api", "Picora:Urls:Media", "Picora:Role"];

    private string folder = string.Empty;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("picora-deploy-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Nginx_takes_its_configuration()
    {
        const string Nginx = "/usr/sbin/nginx";
        Ensure(Nginx);
        // The nodes' names mean something in the compose file's network only.
        var file = Copy("nginx.conf", text => text.Replace("node1:", "127.0.0.1:", StringComparison.Ordinal).Replace("node2:", "127.0.0.2:", StringComparison.Ordinal)
            .Replace("/tmp/", folder + "/", StringComparison.Ordinal));

        (await RunAsync(Nginx, "-t", "-c", file)).ShouldBe(0);
    }

    [Test]
    public async Task Systemd_takes_the_unit_and_finds_little_to_close()
    {
        const string Systemd = "/usr/bin/systemd-analyze";
        Ensure(Systemd);
        var file = Copy("picora.service", text => text.Replace("ExecStart=/opt/picora/picora", $"ExecStart={PicoraProgram.Path}", StringComparison.Ordinal));

        (await RunAsync(Systemd, "verify", file)).ShouldBe(0);
        (await RunAsync(Systemd, "security", "--offline=yes", "--no-pager", "--threshold=25", file)).ShouldBe(0);
    }

    [Test]
    public async Task The_health_check_tells_a_ready_server_from_one_that_is_not()
    {
        await using var ready = await PicoraServer.StartAsync();
        await using var other = new RawWebServer();
        other.Reply("/health/ready", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", []);

        // It waits for five seconds; whoever runs it tries again.
        await Poll.UntilAsync(async () => await CheckHealthAsync(new Uri(ready.Url).Port) == 0, "the health check to call the server ready");
        (await CheckHealthAsync(other.Port)).ShouldNotBe(0);
        (await CheckHealthAsync(1)).ShouldNotBe(0);
    }

    [Test]
    public void Images_have_exact_versions_and_name_no_registry()
    {
        var defaults = File.ReadLines(Path.Combine(Deploy, "Dockerfile")).Select(line => ImageDefault().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);
        var images = defaults.Concat(Composes.SelectMany(Services).Select(service => (string)service["image"])).Where(image => !image.StartsWith("${", StringComparison.Ordinal)).ToList();

        images.Count.ShouldBeGreaterThan(4);
        images.Where(image => image != "picora:local").Where(image => !ExactVersion().IsMatch(image)).ShouldBeEmpty();
        images.Where(image => image.Split('/')[..^1].Any(part => part.Contains('.', StringComparison.Ordinal))).ShouldBeEmpty("the name of a registry");
    }

    [Test]
    public void The_Dockerfile_copies_what_is_there_and_runs_as_nobody_in_particular()
    {
        var lines = File.ReadAllLines(Path.Combine(Deploy, "Dockerfile"));
        var sources = lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]).Where(word => !word.StartsWith("--", StringComparison.Ordinal));
        var allowed = File.ReadLines(Path.Combine(RepositoryFolder.Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]);

        sources.Concat(allowed).ShouldAllBe(path => Path.Exists(Path.Combine(RepositoryFolder.Root, path)));
        lines.Last(line => line.StartsWith("USER ", StringComparison.Ordinal)).ShouldBe("USER 10001:10001");
        lines.ShouldContain(line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal));
    }

    [Test]
    public void Every_setting_that_they_make_is_one()
    {
        var table = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "settings.md")).Split("\n## `").Skip(1)
            .SelectMany(section => TableRow().Matches(section).Select(row => $"{section.Split('`')[0]}:{row.Groups[1].Value}")).Concat(Single).ToHashSet(StringComparer.Ordinal);
        var made = Directory.EnumerateFiles(Deploy).SelectMany(file => Variable().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Select(name => Suffix().Replace(name, string.Empty).Replace("__", ":", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();

        made.Count.ShouldBeGreaterThan(8);
        made.Where(name => !table.Contains(name)).ShouldBeEmpty();
    }

    [Test]
    public void Containers_of_the_server_can_write_nothing_but_their_data()
    {
        foreach (var service in Composes.SelectMany(Services).Where(service => (string)service["image"] == "picora:local"))
        {
            service["read_only"].ShouldBe("true");
            ((IEnumerable<object>)service["cap_drop"]).ShouldBe(["ALL"]);
            ((IEnumerable<object>)service["volumes"]).ShouldBe(["data:/data"]);
            ((IDictionary<object, object>)service["environment"]).Keys.ShouldNotContain(key => ((string)key).EndsWith("Password", StringComparison.Ordinal));
        }
    }

    // With the parts that several services share put in.
    private static IEnumerable<IDictionary<object, object>> Services(string compose)
    {
        using var text = new StreamReader(Path.Combine(Deploy, compose));
        var document = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(text)));
        return ((IDictionary<object, object>)document["services"]).Values.Cast<IDictionary<object, object>>();
    }

    private static void Ensure(string program)
    {
        if (!File.Exists(program))
        {
            Assert.Ignore($"{program} is not installed.");
        }
    }

    private static Task<int> CheckHealthAsync(int port) => RunAsync("/bin/bash", Path.Combine(Deploy, "healthcheck.sh"), "127.0.0.1", $"{port}");

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await TestContext.Out.WriteLineAsync(string.Concat(said));
        return process.ExitCode;
    }

    private string Copy(string name, Func<string, string> change)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, change(File.ReadAllText(Path.Combine(Deploy, name))));
        return file;
    }

    [GeneratedRegex("^ARG [A-Z]+_IMAGE=(.+)$")]
    private static partial Regex ImageDefault();

    [GeneratedRegex(@"^[a-z0-9/-]+:(\d+\.\d+(\.\d+)?|RELEASE\.\d{4}-)[-A-Za-z0-9.]*$")]
    private static partial Regex ExactVersion();

    [GeneratedRegex(@"(?m)^\| `(\w+)` \|")]
    private static partial Regex TableRow();

    [GeneratedRegex(@"\b(Picora__\w+)")]
    private static partial Regex Variable();

    [GeneratedRegex("(_FILE|__[0-9]+)$")]
    private static partial Regex Suffix();
}
