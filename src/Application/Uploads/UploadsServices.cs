using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Uploads.Contracts;
using Picora.Application.Uploads.Sessions;

namespace Picora.Application.Uploads;

internal static class UploadsServices
{
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.AddScoped<UploadReservations>();
        services.AddScoped<IUploadIntake, UploadIntake>();
        services.AddScoped<IObjectDisposal, ObjectDisposal>();
        services.AddScoped<IErasable, UploadErasure>();
        services.AddScoped<IHeldBytes, HeldBytes>();
        services.AddScoped<IScheduledJob, SweepUploads>();
        services.AddScoped<IScheduledJob, SweepVariants>();
        services.AddSingleton<SessionWriters>();
        services.AddSingleton<SessionHashes>();
        services.AddScoped<MediaArrivals>();
        services.AddScoped<SessionLeases>();
        services.AddScoped<SessionOpening>();
        services.AddScoped<SessionReceiver>();
        services.AddScoped<SessionCompletion>();
        services.AddScoped<SessionIntake>();
        services.AddScoped<SessionSweep>();
        services.AddScoped<PresignedSessions>();
        services.AddScoped<DirectReceipt>();
        services.AddScoped<SentFiles>();
        services.AddScoped<PresignedCompletion>();
        services.AddScoped<UploadSignatures>();
        return services;
    }
}
