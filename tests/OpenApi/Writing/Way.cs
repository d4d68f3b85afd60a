namespace AsiFunctions.Tests.OpenApi.Writing;

/// <summary>Which way a body goes: what must be there and what may be there differs.</summary>
internal enum Way
{
    /// <summary>A caller sends it.</summary>
    Sent,

    /// <summary>The app answers with it.</summary>
    Answered,
}
