using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;
using Picora.Application.Mail;
using Picora.Application.Media;
using Picora.Application.Media.Contracts;
using Picora.Application.Media.Tracks;
using Picora.Application.Media.Videos;
using Picora.Application.Privacy;
using Picora.Application.Privacy.Contracts;
using Quartz;

namespace Picora.Infrastructure.Jobs;

public static class JobsServices
{
    public static IServiceCollection AddPicoraJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<JobsOptions>(JobsOptions.Section);
        services.AddSingleton<WorkSignal>();
        services.AddMetrics();
        services.AddSingleton<JobMetrics>();
        services.AddSingleton<IWorkSignal>(provider => provider.GetRequiredService<WorkSignal>());
        services.AddSingleton<CronSchedule>();
        services.AddScoped<JobTurns>();
        services.AddScoped<IJobSchedule, JobSchedule>();
        var options = configuration.GetSection(JobsOptions.Section).Get<JobsOptions>() ?? new JobsOptions();
        JobSchedulesCheck.Demand(options);
        if (options.Enabled)
        {
            services.AddSchedule(options);
            services.AddItemWorker(ImageVariants.QueueKind, provider => provider.GetRequiredService<IOptions<ImagingOptions>>().Value.Workers);
            services.AddItemWorker(AudioWork.Waveforms, provider => provider.GetRequiredService<IOptions<AudioOptions>>().Value.WaveformConcurrency);
            services.AddItemWorker(VideoTranscodes.QueueKind, provider => provider.GetRequiredService<IOptions<VideoOptions>>().Value.Concurrency);
            services.AddItemWorker(PrivacyWork.Erasure, provider => provider.GetRequiredService<IOptions<PrivacyOptions>>().Value.Concurrency);
            services.AddItemWorker(PrivacyWork.Export, provider => provider.GetRequiredService<IOptions<PrivacyOptions>>().Value.Concurrency);
            services.AddItemWorker(IMailQueue.Kind, provider => provider.GetRequiredService<IOptions<OutboxOptions>>().Value.Concurrency);
        }

        return services;
    }

    private static void AddSchedule(this IServiceCollection services, JobsOptions options)
    {
        services.AddQuartz(quartz =>
        {
            foreach (var name in JobsOptions.DefaultSchedules.Keys)
            {
                quartz.ScheduleJob<CronFiring>(
                    trigger => trigger.WithIdentity(name).WithCronSchedule(options.ScheduleOf(name), cron => cron.InTimeZone(TimeZoneInfo.Utc)),
                    job => job.WithIdentity(name));
            }
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        services.AddSingleton<ScheduledJobRunner>();
        services.AddHostedService<ScheduleWorker>();
    }

    /// <param name="hands">How many items at once; null leaves it to <see cref="JobsOptions.Concurrency"/>, 0 leaves them all waiting.</param>
    private static void AddItemWorker(this IServiceCollection services, string kind, Func<IServiceProvider, int?> hands) =>
        services.AddSingleton<IHostedService>(provider =>
        {
            var most = hands(provider) ?? provider.GetRequiredService<IOptions<JobsOptions>>().Value.Concurrency ?? Environment.ProcessorCount;
            return ActivatorUtilities.CreateInstance<ItemWorker>(provider, kind, most);
        });
}
