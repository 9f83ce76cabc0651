using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Picora.Application.Abstractions;

namespace Picora.Infrastructure.Email;

/// <summary>Sends mails that nobody waits for, one after the other. A stop of the server sends what is left.</summary>
internal sealed class MailQueue : BackgroundService, IMailQueue
{
    private readonly Channel<MailMessage> waiting;
    private readonly IMailSender sender;
    private readonly ILogger<MailQueue> logger;

    public MailQueue(IMailSender sender, IOptions<MailOptions> options, ILogger<MailQueue> logger)
    {
        this.sender = sender;
        this.logger = logger;
        waiting = Channel.CreateBounded<MailMessage>(new BoundedChannelOptions(options.Value.QueueLength) { SingleReader = true });
    }

    public void Enqueue(MailMessage message)
    {
        if (!waiting.Writer.TryWrite(message))
        {
            logger.LogError("A mail was dropped: {Count} are waiting already", waiting.Reader.Count);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        if (ExecuteTask is { } sending)
        {
            await sending.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var message in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await sender.SendAsync(message, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "A mail could not be sent");
            }
        }
    }
}
