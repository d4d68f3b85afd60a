namespace AsiFunctions.LocalRuntime.Engine;

/// <summary>The one place where an instance's mail is worked off: one step at a time, each stored before its effects begin.</summary>
internal sealed class InstanceActor(string id, InstanceHub hub)
{
    private readonly Lock gate = new();
    private readonly List<Mail> deferred = [];
    private List<Mail> mailbox = [];
    private Instance? instance;
    private volatile InstanceRow? stored;
    private bool running;
    private bool retired;

    /// <summary>The row as it was last stored; null while it is not known.</summary>
    public InstanceRow? Stored => stored;

    /// <returns>False if this actor has left; the hub makes another.</returns>
    public bool TryPost(Mail mail)
    {
        lock (gate)
        {
            if (retired)
            {
                return false;
            }

            mailbox.Add(mail);
            if (running)
            {
                return true;
            }

            running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static actor => _ = actor.RunAsync(), this, preferLocal: false);
        return true;
    }

    private async Task RunAsync()
    {
        while (TakeMail() is { } mails)
        {
            try
            {
                await WorkOffAsync(mails);
            }

            // A step that cannot be made (storage says no for good, the hub is lost) is told to those who wait for it.
            catch (Exception e)
            {
                instance = null;
                stored = null;
                hub.Failed(id, e);
                foreach (Mail mail in mails)
                {
                    mail.Done?.TrySetException(e);
                }
            }
            finally
            {
                hub.Work.End(mails.Count - deferred.Count);
            }
        }
    }

    // Null when there is nothing to do; an actor whose instance only sleeps leaves memory then.
    private List<Mail>? TakeMail()
    {
        lock (gate)
        {
            if (mailbox.Count > 0)
            {
                List<Mail> taken = [.. mailbox, .. deferred];
                mailbox = [];
                deferred.Clear();
                return taken;
            }

            running = false;
            retired = instance is null or { OpenActivities.Count: 0, Outbox.Count: 0 };
            if (retired)
            {
                hub.Retire(id, this);
            }

            return null;
        }
    }

    private async Task WorkOffAsync(List<Mail> mails)
    {
        if (instance is null)
        {
            instance = await hub.LoadAsync(id);
            stored = instance.Row;
            Resume(instance);
        }

        StepResult step = await hub.StepAsync(instance, mails);
        if (step.Write || step.Delete)
        {
            await hub.CommitAsync(instance, step);
            stored = instance.Row;
        }

        hub.StartEffects(instance, step);
        Answer(mails, step);
    }

    // What a stored row has under way is under way in nobody's hands: an instance leaves memory only when nothing is.
    private void Resume(Instance loaded)
    {
        foreach (TaskScheduled activity in loaded.OpenActivities)
        {
            hub.StartActivity(id, loaded.Row!.ExecutionId, activity);
        }

        foreach (OutMessage message in loaded.Outbox)
        {
            hub.Deliver(id, message);
        }
    }

    private void Answer(List<Mail> mails, StepResult step)
    {
        foreach (Mail mail in mails)
        {
            if (step.Deferred.Contains(mail))
            {
                // It comes up again with what it waits for: the confirmation of the instance's last message.
                deferred.Add(mail);
            }
            else if (step.Refused.TryGetValue(mail, out Exception? reason))
            {
                mail.Done?.TrySetException(reason);
            }
            else
            {
                mail.Done?.TrySetResult();
            }
        }
    }
}
