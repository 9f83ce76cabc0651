using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;

namespace Picora.Application.Mail;

internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services) => services
        .AddScoped<MailOutbox>()
        .AddScoped<IItemQueue>(provider => provider.GetRequiredService<MailOutbox>())
        .AddScoped<IMailQueue, MailQueue>()
        .AddScoped<IScheduledJob, SweepMail>();
}
