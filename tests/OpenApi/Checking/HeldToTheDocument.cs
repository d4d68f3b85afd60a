using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AsiFunctions.Tests.OpenApi.Checking;

/// <summary>Holds what functions answer to tests to the committed document.</summary>
public static class HeldToTheDocument
{
    /// <summary>Executes an answer and checks the exchange.</summary>
    /// <typeparam name="TFunction">The function that was called.</typeparam>
    /// <param name="context">The request.</param>
    /// <param name="result">The function's answer.</param>
    /// <returns>The answer's body.</returns>
    /// <exception cref="UndocumentedException">The document says otherwise.</exception>
    public static async Task<byte[]> ExecuteAsync<TFunction>(HttpContext context, IResult result)
    {
        using MemoryStream answer = new();
        context.Response.Body = answer;
        await result.ExecuteAsync(context);
        byte[] answered = answer.ToArray();
        Check(typeof(TFunction), Exchange.Of(context, SentIn(context.Request), answered));
        return answered;
    }

    /// <summary>Checks an exchange with a function.</summary>
    /// <exception cref="UndocumentedException">The document says otherwise.</exception>
    public static void Check(Type function, Exchange exchange)
    {
        string name =
            function.GetMethods().Select(method => method.GetCustomAttribute<FunctionAttribute>()).OfType<FunctionAttribute>().Single().Name;
        ApiDocument document = ApiDocument.Committed;
        ApiDocument.Operation operation = document.Find(name) ?? throw new UndocumentedException($"{name} is not in the document.");
        if (document.Faults(operation, exchange) is { Count: > 0 } faults)
        {
            throw new UndocumentedException(
                $"{name}, {operation.Method} {operation.Path}, did what openapi.json does not say:\n{string.Join('\n', faults)}");
        }
    }

    // A test may send a stream that breaks off or counts what is read of it; only what lies in memory can be read a second time.
    private static byte[]? SentIn(HttpRequest request) => request.Body == Stream.Null ? []
        : request.Body.GetType() == typeof(MemoryStream) ? ((MemoryStream)request.Body).ToArray()
        : null;
}

/// <summary>The app did what the document does not say. Either is wrong: mend the function, or its attributes, and write the document anew.</summary>
public sealed class UndocumentedException(string message) : Exception(
    $"{message}\nIf the document should say it: mend the function's attributes, then {CommittedDocument.Command}");
