using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Picora.Application.Abstractions;
using Picora.Application.Media.Contracts;
using Quartz;

namespace Picora.Infrastructure.Jobs;

public static class JobsServices
{
    public static IServiceCollection AddPicoraJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<JobsOptions>(JobsOptions.Section);
        services.AddSingleton<WorkSignal>();
        services.AddSingleton<IWorkSignal>(provider => provider.GetRequiredService<WorkSignal>());
        services.AddScoped<IJobSchedule, QuartzSchedule>();
        var options = configuration.GetSection(JobsOptions.Section).Get<JobsOptions>() ?? new JobsOptions();
        services.AddQuartz(quartz =>
        {
            foreach (var name in JobsOptions.DefaultSchedules.Keys)
            {
                quartz.ScheduleJob<ScheduledJobRunner>(
                    trigger => trigger.WithIdentity(name).WithCronSchedule(options.ScheduleOf(name), cron => cron.InTimeZone(TimeZoneInfo.Utc)),
                    job => job.WithIdentity(name));
            }
        });
        if (options.Enabled)
        {
            services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
            services.AddItemWorker(ImageVariants.QueueKind);
        }

        return services;
    }

    private static void AddItemWorker(this IServiceCollection services, string kind) =>
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<ItemWorker>(provider, kind));
}
