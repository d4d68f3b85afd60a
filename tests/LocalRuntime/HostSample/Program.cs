using AsiFunctions.LocalRuntime.HostSample;
using Microsoft.Extensions.Hosting;

SampleApp.Build(args).Run();
