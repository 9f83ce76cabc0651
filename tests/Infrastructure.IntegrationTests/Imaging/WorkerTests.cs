using Picora.Application.Media;
using Picora.Domain.Media;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>What becomes of jobs when workers crash, hang, or want too much.</summary>
[Parallelizable(ParallelScope.All)]
[Platform("Linux", Reason = "finds and stops workers through /proc and signals")]
public sealed class WorkerTests
{
    private static readonly byte[] Small = Pictures.Jpeg(64, 64, seed: 1);

    [Test]
    public async Task A_crash_costs_one_job()
    {
        await using var host = new RenderingHost();
        await host.RenderAsync(Small, ImageFormat.Jpeg);
        var first = host.Workers();
        await host.SignalAsync("STOP");

        var job = host.RenderAsync(Small, ImageFormat.Jpeg);
        await host.SignalAsync("KILL");

        (await job).Error!.Code.ShouldBe("IMAGE_WORKER_CRASHED");
        (await host.RenderAsync(Small, ImageFormat.Jpeg)).IsSuccess.ShouldBeTrue();
        host.Workers().ShouldHaveSingleItem().ShouldNotBe(first[0]);
    }

    [Test]
    public async Task A_worker_that_died_while_idle_costs_none()
    {
        await using var host = new RenderingHost();
        await host.RenderAsync(Small, ImageFormat.Jpeg);
        var folder = $"/proc/{host.Workers().Single()}";
        await host.SignalAsync("KILL");
        await Poll.UntilAsync(() => !Directory.Exists(folder), TimeSpan.FromSeconds(10), "the worker ends");

        (await host.RenderAsync(Small, ImageFormat.Jpeg)).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task A_worker_that_hangs_is_killed_and_replaced()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 1, TimeoutSeconds = 2 });
        await host.RenderAsync(Small, ImageFormat.Jpeg);
        await host.SignalAsync("STOP");

        (await host.RenderAsync(Small, ImageFormat.Jpeg)).Error!.Code.ShouldBe("IMAGE_WORKER_TIMEOUT");
        (await host.RenderAsync(Small, ImageFormat.Jpeg)).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task Too_much_memory_costs_one_job()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 1, WorkerMemoryMegabytes = 100 });
        var huge = Pictures.Avif(6000, 6000, seed: 1);

        (await host.RenderAsync(huge, ImageFormat.Avif)).Error!.Code.ShouldBe("IMAGE_WORKER_MEMORY");
        (await host.RenderAsync(Small, ImageFormat.Jpeg)).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task A_cancelled_job_frees_its_worker()
    {
        await using var host = new RenderingHost();
        await host.RenderAsync(Small, ImageFormat.Jpeg);
        await host.SignalAsync("STOP");
        using var cancellation = new CancellationTokenSource();

        var job = host.RenderAsync(host.Add(Small), ImageFormat.Jpeg, cancellation.Token);
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(job);
        (await host.RenderAsync(Small, ImageFormat.Jpeg)).IsSuccess.ShouldBeTrue();
    }

    [Test]
    public async Task A_worker_is_replaced_after_its_share()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 1, RecycleAfter = 2 });
        var seen = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            await host.RenderAsync(Small, ImageFormat.Jpeg);
            seen.Add(host.Workers().ShouldHaveSingleItem());
        }

        seen[1].ShouldBe(seen[0]);
        seen[2].ShouldNotBe(seen[0]);
        seen[3].ShouldBe(seen[2]);
    }

    [Test]
    public async Task More_jobs_than_workers_wait_for_their_turn()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 2 });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => host.RenderAsync(Small, ImageFormat.Jpeg)));

        outcomes.ShouldAllBe(outcome => outcome.IsSuccess);
        host.Workers().Length.ShouldBe(2);
    }

    [Test]
    public async Task No_process_is_left_behind_even_in_the_middle_of_a_job()
    {
        var host = new RenderingHost();
        await host.RenderAsync(Small, ImageFormat.Jpeg);
        await host.SignalAsync("STOP");
        var job = host.RenderAsync(Small, ImageFormat.Jpeg);

        await host.DisposeAsync();

        await Should.ThrowAsync<OperationCanceledException>(job);
        host.Workers().ShouldBeEmpty();
    }

    [Test]
    public async Task A_worker_knows_nothing_of_the_server_s_environment()
    {
        await using var host = new RenderingHost();
        await host.RenderAsync(Small, ImageFormat.Jpeg);

        var names = File.ReadAllText($"/proc/{host.Workers().Single()}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]);

        names.ShouldAllBe(name => name.StartsWith("DOTNET_") || name.StartsWith("PICORA_WORKER_") || name == "VIPS_WARNING");
        File.ReadAllText($"/proc/{host.Workers().Single()}/limits").ShouldMatch(@"Max core file size\s+0\s+0");
    }

    [Test]
    public async Task Without_a_program_to_start_the_job_fails_and_says_so()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 1, WorkerPath = "/nowhere/picora" });
        await using var without = new RenderingHost(new ImagingOptions { Workers = 1, LibraryPath = "/nowhere/libvips.so" });

        (await host.RenderAsync(Small, ImageFormat.Jpeg)).Error!.Message.ShouldBe("No imaging worker could be started; the server's log says why.");
        (await without.RenderAsync(Small, ImageFormat.Jpeg)).Error!.Code.ShouldBe("IMAGE_WORKER_CRASHED");
    }

    [Test]
    public async Task Without_workers_rendering_waits()
    {
        await using var host = new RenderingHost(new ImagingOptions { Workers = 0 });
        using var cancellation = new CancellationTokenSource();

        var job = host.RenderAsync(host.Add(Small), ImageFormat.Jpeg, cancellation.Token);

        job.IsCompleted.ShouldBeFalse();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(job);
    }
}
