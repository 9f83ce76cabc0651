using Microsoft.Extensions.Configuration;
using Picora.Infrastructure.Video.Tools;
using Picora.Testing;
using Picora.Testing.Media;

namespace Picora.Infrastructure.IntegrationTests.Video;

/// <summary>What a tool may not do, seen with a tool that does it: a script in ffmpeg's place.</summary>
[Category(TestCategories.OneEngine)]
public class ToolRunnerTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("picora-tools-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_run_that_overruns_its_time_is_ended_with_all_that_it_started()
    {
        using var host = Host("sleep 600 & echo $! >child; echo $$ >parent; wait");

        var run = await host.Runner.RunAsync(Call(TimeSpan.FromSeconds(2)), CancellationToken.None);

        run.Error!.Code.ShouldBe("MEDIA_TOOL_TIMEOUT");
        await NobodyRunsAsync("child", "parent");
    }

    [Test]
    public async Task A_cancelled_run_is_ended_with_all_that_it_started()
    {
        using var host = Host("sleep 600 & echo $! >child; echo $$ >parent; wait");
        using var cancelling = new CancellationTokenSource();
        var run = host.Runner.RunAsync(Call(Poll.Patience), cancelling.Token);
        await Poll.UntilAsync(() => File.Exists(Path.Combine(folder, "parent")), "the tool to run");

        await cancelling.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(run);
        await NobodyRunsAsync("child", "parent");
    }

    [Test]
    public async Task Looks_at_files_that_arrive_wait_for_each_other()
    {
        using var host = Host("mkdir alone || exit 3; sleep 0.1; rmdir alone");

        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.Runner.RunAsync(Call(Poll.Patience) with { IsLook = true }, CancellationToken.None)));

        runs.Select(run => run.Value.ExitCode).ShouldAllBe(code => code == 0);
    }

    [Test]
    public async Task What_was_killed_from_outside_is_told_from_what_used_up_its_time()
    {
        using var killed = Host("kill -9 $$");
        (await killed.Runner.RunAsync(Call(Poll.Patience), CancellationToken.None)).Value.WasKilled.ShouldBeTrue();

        using var busy = Host("while :; do :; done");
        var run = await busy.Runner.RunAsync(Call(Poll.Patience) with { MostWork = TimeSpan.FromSeconds(1) }, CancellationToken.None);
        run.Value.UsedUpItsTime.ShouldBeTrue();
    }

    [Test]
    public async Task It_cannot_write_more_than_it_may()
    {
        using var host = Host("head -c 10000000 /dev/zero >large");

        var run = await host.Runner.RunAsync(Call(Poll.Patience) with { MostFileBytes = 1_000_000 }, CancellationToken.None);

        new FileInfo(Path.Combine(folder, "large")).Length.ShouldBeLessThanOrEqualTo(1_000_000);
        (run.Error?.Code ?? $"{run.Value.ExitCode}").ShouldNotBe("0");
    }

    [Test]
    public async Task It_cannot_have_more_memory_than_it_may()
    {
        using var host = Host("head -c 1000000000 /dev/zero | tail -c 900000000 >/dev/null", megabytes: 256);

        var run = await host.Runner.RunAsync(Call(Poll.Patience), CancellationToken.None);

        (run.Error?.Code ?? $"{run.Value.ExitCode}").ShouldNotBe("0");
    }

    [Test]
    public async Task It_knows_nothing_of_the_server_and_says_no_more_than_is_kept()
    {
        Environment.SetEnvironmentVariable("PICORA_TEST_SECRET", "secret");
        using var host = Host("env; echo said >&2; yes complaint | head -c 100000 >&2");

        var run = await host.Runner.RunAsync(Call(Poll.Patience), CancellationToken.None);

        run.Value.Output.ShouldNotContain("secret");
        run.Value.LastWords.Length.ShouldBeLessThan(3000);
        run.Value.LastWords.ShouldNotContain("said");
    }

    [Test]
    public async Task Where_the_machine_allows_it_there_is_no_network()
    {
        using var host = Host("cat /proc/net/dev");
        if (!await host.Isolation.IsPossibleAsync())
        {
            Assert.Ignore("This machine does not let programs make network namespaces.");
        }

        var run = await host.Runner.RunAsync(Call(Poll.Patience), CancellationToken.None);

        run.Value.Output.Split('\n').Count(line => line.Contains(':', StringComparison.Ordinal)).ShouldBe(1);
    }

    [Test]
    public void Folders_that_a_dead_server_left_go_and_those_in_use_stay()
    {
        var folders = new WorkFolders(Data());
        using var used = folders.Open();
        var left = Path.Combine(folder, "work", "left");
        Directory.CreateDirectory(left);
        File.WriteAllText(left + ".lock", string.Empty);

        new WorkFolders(Data()).StartAsync(CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();

        Directory.Exists(left).ShouldBeFalse();
        Directory.Exists(used.Path).ShouldBeTrue();
        used.Dispose();
        Directory.EnumerateFileSystemEntries(Path.Combine(folder, "work")).ShouldBeEmpty();
    }

    private DataFolder Data() =>
        new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [DataFolder.Setting] = folder }).Build());

    private ToolHost Host(string script, int megabytes = 1024)
    {
        var path = Path.Combine(folder, "tool");
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        Clips.Output("chmod", "700", path);
        return new ToolHost(options => (options.Ffmpeg, options.MemoryMegabytes, options.MostLooks) = (path, megabytes, 1));
    }

    private ToolCall Call(TimeSpan limit) => new(MediaTool.Ffmpeg, [], limit) { Folder = folder, MostFileBytes = 100_000_000 };

    private Task NobodyRunsAsync(params string[] files) => Poll.UntilAsync(
        () => files.All(file => !Directory.Exists($"/proc/{File.ReadAllText(Path.Combine(folder, file)).Trim()}")), "the processes to be gone");
}
