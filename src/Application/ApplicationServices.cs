using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Picora.Application.Accounts;
using Picora.Application.Administration;
using Picora.Application.Documents;
using Picora.Application.Idempotency;
using Picora.Application.Mail;
using Picora.Application.Media;
using Picora.Application.Moderation;
using Picora.Application.Pipeline;
using Picora.Application.Privacy;
using Picora.Application.Quotas;
using Picora.Application.Uploads;

namespace Picora.Application;

public static class ApplicationServices
{
    /// <summary>The use cases with their pipeline: logging, authorization, validation, idempotency, handler, in this order.</summary>
    public static IServiceCollection AddPicoraApplication(this IServiceCollection services)
    {
        var assembly = typeof(ApplicationServices).Assembly;
        services.AddMediatR(mediator => mediator
            .RegisterServicesFromAssembly(assembly)
            .AddOpenBehavior(typeof(LoggingBehavior<,>))
            .AddOpenBehavior(typeof(AuthorizationBehavior<,>))
            .AddOpenBehavior(typeof(ValidationBehavior<,>))
            .AddOpenBehavior(typeof(IdempotencyBehavior<,>)));
        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(assembly, includeInternalTypes: true))
        {
            services.AddSingleton(validator.InterfaceType, validator.ValidatorType);
        }

        services.AddScoped<JobHistory>();
        return services.AddAccounts().AddMail().AddPrivacy().AddQuotas().AddUploads().AddMedia().AddDocuments().AddModeration().AddIdempotency();
    }
}
