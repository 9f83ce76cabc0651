using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Email;

public static class MailServices
{
    public static IServiceCollection AddPicoraMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<MailOptions>(MailOptions.Section);
        if (configuration[$"{MailOptions.Section}:{nameof(MailOptions.Host)}"] is { Length: > 0 })
        {
            services.AddSingleton<IMailSender, SmtpMailSender>();
        }
        else
        {
            services.AddSingleton<IMailSender, FileMailSender>();
        }

        services.AddSingleton<IMailSeal, MailSeal>();
        return services;
    }
}
