using OrleansRisk.Training;

return await Commands.Run(args);
