using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AsiFunctions.LocalRuntime.HostSample;

public sealed class QueueFunctions(Journal journal, ServiceBusClient bus)
{
    [Function("Post")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/post")] HttpRequest request,
        [FromBody] Letter letter)
    {
        await using ServiceBusSender sender = bus.CreateSender("letters");
        ServiceBusMessage message = new(BinaryData.FromObjectAsJson(letter));
        if (DateTimeOffset.TryParse(request.Query["at"], CultureInfo.InvariantCulture, out DateTimeOffset at))
        {
            message.ScheduledEnqueueTime = at;
        }

        await sender.SendMessageAsync(message);
        return Results.Accepted();
    }

    [Function("Deliver")]
    public async Task Deliver([ServiceBusTrigger("%Mailbox%", Connection = "ServiceBus")] ServiceBusReceivedMessage message, FunctionContext context)
    {
        Letter letter = message.Body.ToObjectFromJson<Letter>()!;
        journal.Add($"delivery {message.DeliveryCount} to {letter.To}, bound {context.BindingContext.BindingData["DeliveryCount"]}");
        switch (letter.Text)
        {
            case "refuse":
                throw new InvalidOperationException("refused");
            case "wait":
                await journal.Gate(letter.To);
                break;
        }

        journal.Add($"delivered to {letter.To}");
    }
}
