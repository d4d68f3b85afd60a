using AsiFunctions.LocalRuntime.Host.Settings;

namespace AsiFunctions.LocalRuntime.Host.Services;

/// <summary>Azurite and MailDev: started if nothing listens on their ports, used if they are there already, stopped only if started here.</summary>
internal sealed class LocalServices(LocalRuntimeOptions options, StorageEndpoints? storage)
{
    private readonly List<LocalService> started = [];

    /// <summary>Whether mail can be looked at in a browser.</summary>
    public bool HasMailPage { get; private set; }

    /// <exception cref="HostStartException">A port belongs to something else, or a service cannot be started.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        Task azurite = options.StartAzurite && storage is not null ? AzuriteAsync(storage, cancellation) : Task.CompletedTask;
        Task mail = options.StartMail ? MailAsync(cancellation) : Task.CompletedTask;
        await Task.WhenAll(azurite, mail);
        HasMailPage = options.StartMail && await Ports.ListensAsync(options.MailPagePort, cancellation);
    }

    /// <summary>Stops what was started here.</summary>
    public async Task StopAsync()
    {
        await Task.WhenAll(started.Select(s => s.StopAsync()));
        started.Clear();
    }

    private async Task AzuriteAsync(StorageEndpoints at, CancellationToken cancellation)
    {
        (int Port, string Kind)[] doors = [(at.BlobPort, "Blob"), (at.QueuePort, "Queue"), (at.TablePort, "Table")];
        List<int> silent = [];
        foreach ((int port, string kind) in doors)
        {
            if (!await Ports.ListensAsync(port, cancellation))
            {
                silent.Add(port);
                continue;
            }

            string? server = await Ports.ServerAsync(port, cancellation);
            if (server?.StartsWith("Azurite-" + kind, StringComparison.Ordinal) != true)
            {
                throw new HostStartException(
                    $"Port {port}, where Azurite's {kind.ToLowerInvariant()} service belongs, is in use by something else. Stop that, or give Azurite other ports in AzureWebJobsStorage.");
            }
        }

        if (silent.Count == 0)
        {
            return;
        }

        if (silent.Count < doors.Length)
        {
            throw new HostStartException(
                $"Only a part of Azurite runs: nothing listens on port {string.Join(" and ", silent)}. Stop it and let the host start all of it.");
        }

        string data = Path.Combine(options.DataFolder, "azurite");
        await StartAsync(
            new ServiceCommand(
                "Azurite",
                "azurite/dist/src/azurite.js",
                [
                    "--location", data, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
                    "--blobHost", "127.0.0.1", "--blobPort", $"{at.BlobPort}",
                    "--queueHost", "127.0.0.1", "--queuePort", $"{at.QueuePort}",
                    "--tableHost", "127.0.0.1", "--tablePort", $"{at.TablePort}",
                ],
                [.. doors.Select(d => d.Port)]),
            cancellation);
    }

    private async Task MailAsync(CancellationToken cancellation)
    {
        if (await Ports.ListensAsync(options.SmtpPort, cancellation))
        {
            if ((await Ports.GreetingAsync(options.SmtpPort, cancellation))?.StartsWith("220", StringComparison.Ordinal) != true)
            {
                throw new HostStartException(
                    $"Port {options.SmtpPort}, where mail is taken, is in use by something that is no mail server. Stop that, or set LocalRuntime:SmtpPort.");
            }

            return;
        }

        if (await Ports.ListensAsync(options.MailPagePort, cancellation))
        {
            throw new HostStartException(
                $"Port {options.MailPagePort}, where MailDev shows mail, is in use by something else. Stop that, or set LocalRuntime:MailPagePort.");
        }

        string mail = Path.Combine(options.DataFolder, "mail");
        Directory.CreateDirectory(mail);
        await StartAsync(
            new ServiceCommand(
                "MailDev",
                "maildev/bin/maildev",
                [
                    "--ip", "127.0.0.1", "--smtp", $"{options.SmtpPort}",
                    "--web-ip", "127.0.0.1", "--web", $"{options.MailPagePort}", "--mail-directory", mail,
                ],
                [options.SmtpPort, options.MailPagePort]),
            cancellation);
    }

    private async Task StartAsync(ServiceCommand command, CancellationToken cancellation)
    {
        LocalService service = await LocalService.StartAsync(command, options.ServicesFolder, options.DataFolder, cancellation);
        lock (started)
        {
            started.Add(service);
        }
    }
}
