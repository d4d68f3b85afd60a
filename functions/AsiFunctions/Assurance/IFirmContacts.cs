using AsiFunctions.Domain.Cases;
using AsiFunctions.Notifications;

namespace AsiFunctions.Assurance;

/// <summary>Whom messages to an audit firm go to.</summary>
public interface IFirmContacts
{
    /// <summary>The people who receive a firm's messages; empty where the firm is unknown, or nobody is named.</summary>
    /// <param name="firm">The firm, <c>AUF-…</c>.</param>
    /// <param name="cancellation">The caller goes away.</param>
    Task<IReadOnlyList<MailRecipient>> OfAsync(CaseId firm, CancellationToken cancellation);
}
