using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;
using Picora.Application.Privacy.Contracts;
using Picora.Application.Uploads.Contracts;

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
        return services;
    }
}
